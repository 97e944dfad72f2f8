import SourceText
import Testing

@Suite struct TextEditTests {
    let file = SourceFile(name: "exports", text: "/srv host (rw)\n")

    @Test func `applies edits given in any order`() {
        let (result, leftOut) = file.applying([TextEdit(9..<10, with: ""), TextEdit(0..<4, with: "/home")])
        #expect(result.bytes == Array("/home host(rw)\n".utf8))
        #expect(leftOut.isEmpty)
    }

    @Test func `returns an overlapping edit without applying it`() {
        let second = TextEdit(2..<6, with: "x")
        let (result, leftOut) = file.applying([TextEdit(0..<4, with: "/a"), second])
        #expect(result.bytes == Array("/a host (rw)\n".utf8))
        #expect(leftOut == [second])
    }

    @Test func `returns an edit past the end without applying it`() {
        let outside = TextEdit(10..<99, with: "")
        #expect(file.applying([outside]).leftOut == [outside])
    }
}
