/// The lines of a file in which a backslash at the end of a line continues it, and `#` can start a comment.
struct LogicalLines {
    private let bytes: [UInt8]
    /// The offsets of comments on their own lines.
    private let ownLines: Set<Int>
    /// The last result for a comment on its own line; it is the same for all comments before the same entry.
    private var last: (comment: Int, scope: Range<Int>)?

    // No policy names an entry whose beginning is further away than this.
    private static let farthest = 65_536

    init(_ bytes: [UInt8], comments: [Range<Int>]) {
        self.bytes = bytes
        ownLines = Set(
            comments.lazy.map(\.lowerBound).filter { start in
                start == 0 || bytes[start - 1] == UInt8(ascii: "\n") || Self.isIndented(start, bytes)
            }
        )
    }

    /// Returns the range of the entry that a comment is about: the one whose line it ends, or the next one.
    mutating func scope(of comment: Range<Int>) -> Range<Int> {
        guard ownLines.contains(comment.lowerBound) else {
            return start(of: comment.lowerBound)..<comment.lowerBound
        }
        if let last, last.comment < comment.lowerBound, comment.upperBound <= last.scope.lowerBound {
            return last.scope
        }
        let scope = nextEntry(after: comment)
        last = (comment.lowerBound, scope)
        return scope
    }

    private func nextEntry(after comment: Range<Int>) -> Range<Int> {
        var start = lineEnd(from: comment.upperBound)
        while start < bytes.count {
            let end = lineEnd(from: start)
            let first = bytes[start..<end].firstIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D && $0 != 0x0A }
            if let first, !ownLines.contains(first) { return start..<self.end(of: start) }
            start = end
        }
        return bytes.count..<bytes.count
    }

    /// Returns the first word of the line that contains an offset, without surrounding double quotes.
    func firstWord(around offset: Int) -> ArraySlice<UInt8> {
        let begin = start(of: min(offset, bytes.count))
        let text = bytes[begin...].drop(while: \.isASCIIBlank)
        if text.first == UInt8(ascii: "\"") {
            return text.dropFirst().prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\n") }
        }
        return text.prefix { $0 > 0x20 }
    }

    /// The start of the line, including lines that it continues.
    private func start(of offset: Int) -> Int {
        var start = offset
        let limit = max(0, offset - Self.farthest)
        while start > limit, bytes[start - 1] != UInt8(ascii: "\n") || continues(lineFeed: start - 1) {
            start -= 1
        }
        return start
    }

    /// The end of the line, including lines that continue it and the LF.
    private func end(of offset: Int) -> Int {
        var end = lineEnd(from: offset)
        while end < bytes.count, continues(lineFeed: end - 1) { end = lineEnd(from: end) }
        return end
    }

    private func continues(lineFeed: Int) -> Bool {
        lineFeed > 0 && bytes[lineFeed - 1] == UInt8(ascii: "\\")
    }

    private func lineEnd(from offset: Int) -> Int {
        bytes[offset...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    }

    private static func isIndented(_ start: Int, _ bytes: [UInt8]) -> Bool {
        let before = bytes[..<start].lastIndex { $0 != 0x20 && $0 != 0x09 }
        return before.map { bytes[$0] == UInt8(ascii: "\n") } ?? true
    }
}
