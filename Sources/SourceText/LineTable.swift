/// Where the lines of a file begin, to turn byte offsets into lines and columns.
///
/// A line ends with LF. Only the start of every so many lines is kept, and that of each long one: looking a place up
/// scans a few hundred bytes, and the table is small beside any file.
public struct LineTable: Sendable {
    /// The first of a stretch of lines.
    private struct Mark: Sendable {
        /// The line, from 0.
        let line: Int
        let start: Int
    }

    // A stretch ends after so many lines or bytes, whichever comes first.
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

    /// The line and column of a byte offset; an offset past the end is taken as the end.
    public func position(of offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        let index = lastMark { $0.start <= offset }
        var (line, start) = (marks[index].line, marks[index].start)
        // A long line has a stretch of its own: nothing is to be looked for in it.
        if lineCount(ofStretch: index) > 1 {
            for place in start..<offset where bytes[place] == UInt8(ascii: "\n") {
                line += 1
                start = place + 1
            }
        }
        return SourcePosition(line: line + 1, column: offset - start + 1)
    }

    /// The bytes of a line counted from 1, without its LF; empty where there is no such line.
    public func range(ofLine line: Int) -> Range<Int> {
        let index = lastMark { $0.line < line }
        let skipped = line - 1 - marks[index].line
        guard line >= 1, skipped < lineCount(ofStretch: index) else { return bytes.count..<bytes.count }
        var start = marks[index].start
        for _ in 0..<skipped { start = end(ofLineAt: start) + 1 }
        // The end of a long line is known from the stretch below it.
        guard lineCount(ofStretch: index) == 1 else { return start..<end(ofLineAt: start) }
        return start..<(index + 1 < marks.count ? marks[index + 1].start - 1 : bytes.count)
    }

    private func end(ofLineAt start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        return end
    }

    /// How many lines begin in a stretch; the last stretch is the last line alone.
    private func lineCount(ofStretch index: Int) -> Int {
        index + 1 < marks.count ? marks[index + 1].line - marks[index].line : 1
    }

    /// The last stretch with a property that the first ones have.
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
