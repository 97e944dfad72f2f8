import SourceText

/// Builds the layout of a map or master map from its lines, in order, and the comments between them.
struct AutomountLayout {
    private(set) var layout: TextLayout
    private let owned: Range<Int>?

    init(_ file: SourceFile) {
        layout = TextLayout(file.bytes)
        owned = (try? OwnedBlock(in: file))?.range
    }

    /// Adds a line, split into words; nil words leave the line unchanged.
    mutating func addLine(_ range: Range<Int>, words: [TextLayout.Word]?) {
        addComments(before: range.lowerBound)
        if let owned, owned.contains(range.lowerBound) { return }
        if let words {
            layout.addRow(words)
        } else {
            layout.addUntouchable(range)
        }
    }

    /// Returns the complete layout, after the last line was added.
    func finished() -> TextLayout {
        var copy = self
        copy.addComments(before: layout.bytes.count)
        return copy.layout
    }

    /// Adds the comments between the last line and an offset.
    ///
    /// If a backslash continues a comment, or a comment swallows text, the whole gap is left unchanged.
    private mutating func addComments(before end: Int) {
        let bytes = layout.bytes
        if let owned, owned.lowerBound >= layout.end, owned.lowerBound < end {
            addComments(in: layout.end..<owned.lowerBound)
            layout.addUntouchable(owned)
        }
        if layout.end < end { addComments(in: layout.end..<min(end, bytes.count)) }
    }

    private mutating func addComments(in gap: Range<Int>) {
        guard let comments = comments(in: gap) else {
            // The line feed of the line above is not part of it.
            let bytes = layout.bytes
            let start = bytes[gap].firstIndex { !$0.isASCIISpace } ?? gap.lowerBound
            let end = bytes[gap].lastIndex { !$0.isASCIISpace } ?? start
            layout.addUntouchable(start..<min(end + 1, gap.upperBound))
            return
        }
        for comment in comments { layout.addComment(comment) }
    }

    /// The comments of a gap; nil if it contains anything other than blanks and single-line comments.
    private func comments(in gap: Range<Int>) -> [Range<Int>]? {
        let bytes = layout.bytes
        var comments: [Range<Int>] = []
        var offset = gap.lowerBound
        while offset < gap.upperBound {
            guard bytes[offset] == .hash else {
                guard bytes[offset].isASCIISpace else { return nil }
                offset += 1
                continue
            }
            let end = bytes[offset..<gap.upperBound].firstIndex(of: .lineFeed) ?? gap.upperBound
            if bytes[end - 1] == .backslash { return nil }
            comments.append(offset..<end)
            offset = end
        }
        return comments
    }
}
