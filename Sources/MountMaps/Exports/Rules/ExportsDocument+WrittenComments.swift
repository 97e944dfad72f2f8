import SourceText

extension ExportsDocument {
    /// The comments as their author sees them, including one at the end of a line in which exportfs stops reading.
    public var writtenComments: [Range<Int>] {
        var found = comments
        for stop in stops {
            let start = stop.word.upperBound
            let end = source.bytes[start...].firstIndex(of: .lineFeed) ?? source.bytes.count
            let hash = (start..<end).first { offset in
                source.bytes[offset] == .hash && offset > 0
                    && [.blank, .tab].contains(source.bytes[offset - 1])
            }
            guard let hash, !comments.contains(where: { $0.contains(hash) }) else { continue }
            found.append(hash..<end)
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }
    }
}
