import SourceText
import Testing

@Suite struct LineTableTests {
    @Test(arguments: [
        (0, 1, 1), (1, 1, 2), (2, 1, 3), (3, 2, 1), (4, 3, 1), (6, 3, 3), (99, 3, 3), (-1, 1, 1),
    ])
    func `converts an offset to line and column, counted from 1`(offset: Int, line: Int, column: Int) {
        let table = LineTable(Array("ab\n\ncd".utf8))
        #expect(table.position(of: offset) == SourcePosition(line: line, column: column))
    }

    @Test func `excludes the line feed from the range of a line`() {
        let table = LineTable(Array("ab\n\ncd\n".utf8))
        #expect(table.range(ofLine: 1) == 0..<2)
        #expect(table.range(ofLine: 2) == 3..<3)
        #expect(table.range(ofLine: 3) == 4..<6)
        #expect(table.range(ofLine: 4) == 7..<7)
        #expect(table.range(ofLine: 5) == 7..<7)
    }

    @Test(arguments: [
        String(repeating: "\n", count: 1_000), String(repeating: "ab\n\n", count: 500) + "end",
        String(repeating: "x", count: 5_000) + "\n\ny\n" + String(repeating: "z", count: 3_000),
        "a\n" + String(repeating: "x", count: 1_100) + "\nb\n" + String(repeating: "line\n", count: 300),
    ])
    func `finds line and column of every offset in a long file`(text: String) {
        let bytes = Array(text.utf8)
        let table = LineTable(bytes)
        var line = 1
        var start = 0
        for offset in 0...bytes.count {
            let expected = SourcePosition(line: line, column: offset - start + 1)
            guard table.position(of: offset) == expected else {
                Issue.record("\(offset) is at \(table.position(of: offset)), not at \(expected)")
                return
            }
            if offset == bytes.count || bytes[offset] == UInt8(ascii: "\n") {
                #expect(table.range(ofLine: line) == start..<offset)
                line += 1
                start = offset + 1
            }
        }
    }
}
