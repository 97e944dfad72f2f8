/// The line starts of a file, for converting byte offsets into lines and columns.
///
/// A line ends with LF. The table stores only the start of every few lines, and of each long line: a lookup scans a few
/// hundred bytes, and the table is small compared with the file.
public struct LineTable: Sendable {
    /// The start of a stretch of lines.
    private struct Mark: Sendable {
        /// The line, counted from 0.
        let line: Int
        let start: Int
    }

    // A stretch ends after this many lines or bytes, whichever comes first.
    private static let lines = 64
    private static let stretch = 1024

    private let bytes: [UInt8]
    private let marks: [Mark]

    /// Scans the bytes of a file once.
    public init(_ bytes: [UInt8]) {
        var marks = [Mark(line: 0, start: 0)]
        var line = 0
        var start = 0
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            if offset - start > Self.stretch, marks[marks.count - 1].start < start {
                marks.append(Mark(line: line, start: start))
            }
            line += 1
            start = offset + 1
            let last = marks[marks.count - 1]
            if line - last.line >= Self.lines || start - last.start > Self.stretch {
                marks.append(Mark(line: line, start: start))
            }
        }
        if marks[marks.count - 1].start < start { marks.append(Mark(line: line, start: start)) }
        self.bytes = bytes
        self.marks = marks
    }

    /// Returns the line and column of a byte offset; an offset past the end counts as the end.
    public func position(of offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        let index = lastMark { $0.start <= offset }
        var (line, start) = (marks[index].line, marks[index].start)
        // A long line has its own stretch, so there are no other lines to search.
        if lineCount(ofStretch: index) > 1 {
            for place in start..<offset where bytes[place] == UInt8(ascii: "\n") {
                line += 1
                start = place + 1
            }
        }
        return SourcePosition(line: line + 1, column: offset - start + 1)
    }

    /// Returns the range of a line, counted from 1, without its LF; empty if there is no such line.
    public func range(ofLine line: Int) -> Range<Int> {
        let index = lastMark { $0.line < line }
        let skipped = line - 1 - marks[index].line
        guard line >= 1, skipped < lineCount(ofStretch: index) else { return bytes.count..<bytes.count }
        var start = marks[index].start
        for _ in 0..<skipped { start = end(ofLineAt: start) + 1 }
        // The start of the next stretch shows the end of a long line.
        guard lineCount(ofStretch: index) == 1 else { return start..<end(ofLineAt: start) }
        return start..<(index + 1 < marks.count ? marks[index + 1].start - 1 : bytes.count)
    }

    private func end(ofLineAt start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        return end
    }

    /// The number of lines that begin in a stretch; the last stretch is only the last line.
    private func lineCount(ofStretch index: Int) -> Int {
        index + 1 < marks.count ? marks[index + 1].line - marks[index].line : 1
    }

    /// The last stretch for which a condition holds, in a list where it first holds and then does not.
    private func lastMark(where isBefore: (Mark) -> Bool) -> Int {
        var low = 0
        var high = marks.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if isBefore(marks[middle]) { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
