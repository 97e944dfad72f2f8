/// The offsets at which the lines of a file begin, to turn byte offsets into lines and columns.
///
/// A line ends with LF. Positions are computed only when something is reported, so that reading a large
/// file costs nothing for them.
public struct LineTable: Sendable {
    private let starts: [Int]
    private let end: Int

    /// Scans the bytes of a file once.
    public init(_ bytes: [UInt8]) {
        var starts = [0]
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            starts.append(offset + 1)
        }
        self.starts = starts
        self.end = bytes.count
    }

    /// The line and column of a byte offset; an offset past the end is taken as the end.
    public func position(of offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), end)
        let index = line(holding: offset)
        return SourcePosition(line: index + 1, column: offset - starts[index] + 1)
    }

    /// The bytes of a line counted from 1, without its LF; empty where there is no such line.
    public func range(ofLine line: Int) -> Range<Int> {
        guard line >= 1, line <= starts.count else { return end..<end }
        let start = starts[line - 1]
        let next = line < starts.count ? starts[line] - 1 : end
        return start..<max(start, next)
    }

    private func line(holding offset: Int) -> Int {
        var low = 0
        var high = starts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
