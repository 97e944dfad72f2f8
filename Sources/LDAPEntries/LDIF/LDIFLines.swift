import SourceText

/// The lines of an LDIF text, unfolded, without comments.
struct LDIFLines {
    /// A line; an empty line separates entries.
    struct Line {
        var bytes: [UInt8]
        /// The number of the line where it begins, counted from 1.
        let number: Int
    }

    private let text: [UInt8]
    private let longest: Int
    private var cursor = 0
    private var number = 0

    init(_ text: [UInt8], longest: Int) {
        self.text = text
        self.longest = longest
    }

    /// The next line; nil at the end.
    ///
    /// - Throws: ``LDIFError`` for a line that is too long, or for a continuation without a line to continue.
    mutating func next() throws(LDIFError) -> Line? {
        while let first = physicalLine() {
            guard first.first != .blank else {
                throw LDIFError(
                    .syntax,
                    line: number,
                    "a line begins with a blank, but there is no line that it continues"
                )
            }
            var line = Line(bytes: [], number: number)
            try append(first, to: &line)
            // An empty line separates entries and cannot be continued.
            while !first.isEmpty, cursor < text.count, text[cursor] == .blank, let more = physicalLine() {
                try append(more.dropFirst(), to: &line)
            }
            if line.bytes.first != UInt8(ascii: "#") { return line }
        }
        return nil
    }

    private func append(_ bytes: ArraySlice<UInt8>, to line: inout Line) throws(LDIFError) {
        guard line.bytes.count + bytes.count <= longest else {
            throw LDIFError(.tooLarge, line: line.number, "the line is longer than \(longest) bytes")
        }
        line.bytes += bytes
    }

    /// The text before the next LF or CR LF.
    private mutating func physicalLine() -> ArraySlice<UInt8>? {
        guard cursor < text.count else { return nil }
        number += 1
        let end = text[cursor...].firstIndex(of: .lineFeed) ?? text.count
        defer { cursor = end + 1 }
        let line = text[cursor..<end]
        return line.last == .carriageReturn ? line.dropLast() : line
    }
}
