import SourceText
import Testing

@Suite struct LineTableTests {
    @Test(arguments: [
        (0, 1, 1), (1, 1, 2), (2, 1, 3), (3, 2, 1), (4, 3, 1), (6, 3, 3), (99, 3, 3), (-1, 1, 1),
    ])
    func `an offset becomes the line and column that people count`(offset: Int, line: Int, column: Int) {
        let table = LineTable(Array("ab\n\ncd".utf8))
        #expect(table.position(of: offset) == SourcePosition(line: line, column: column))
    }

    @Test func `a line's range leaves out its line feed`() {
        let table = LineTable(Array("ab\n\ncd\n".utf8))
        #expect(table.range(ofLine: 1) == 0..<2)
        #expect(table.range(ofLine: 2) == 3..<3)
        #expect(table.range(ofLine: 3) == 4..<6)
        #expect(table.range(ofLine: 4) == 7..<7)
        #expect(table.range(ofLine: 5) == 7..<7)
    }
}
