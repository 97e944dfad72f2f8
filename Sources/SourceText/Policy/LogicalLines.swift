/// The lines of a file in which a backslash at the end of a line continues it, and a `#` may begin a comment.
struct LogicalLines {
    private let bytes: [UInt8]
    /// Where the comments begin that have a line of their own.
    private let ownLines: Set<Int>
    /// The last answer for a comment on its own line, which holds for all that stand between it and the entry.
    private var last: (comment: Int, scope: Range<Int>)?

    // An entry whose beginning is further away than that is none that a policy could name.
    private static let farthest = 65_536

    init(_ bytes: [UInt8], comments: [Range<Int>]) {
        self.bytes = bytes
        ownLines = Set(
            comments.lazy.map(\.lowerBound).filter { start in
                start == 0 || bytes[start - 1] == UInt8(ascii: "\n") || Self.isIndented(start, bytes)
            }
        )
    }

    /// The bytes of the entry that a comment is about: the one at whose end it stands, or the next.
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

    /// The first word of the line in which an offset lies, without double quotes around it.
    func firstWord(around offset: Int) -> ArraySlice<UInt8> {
        let begin = start(of: min(offset, bytes.count))
        let text = bytes[begin...].drop(while: \.isASCIIBlank)
        if text.first == UInt8(ascii: "\"") {
            return text.dropFirst().prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\n") }
        }
        return text.prefix { $0 > 0x20 }
    }

    /// Where the line begins, with all that continues into it.
    private func start(of offset: Int) -> Int {
        var start = offset
        let limit = max(0, offset - Self.farthest)
        while start > limit, bytes[start - 1] != UInt8(ascii: "\n") || continues(lineFeed: start - 1) {
            start -= 1
        }
        return start
    }

    /// Where the line ends, with all that continues it; its LF is part of it.
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
