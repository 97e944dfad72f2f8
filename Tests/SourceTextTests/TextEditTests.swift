import SourceText
import Testing

@Suite struct TextEditTests {
    let file = SourceFile(name: "exports", text: "/srv host (rw)\n")

    @Test func `edits apply from the top whatever their order`() {
        let (result, leftOut) = file.applying([TextEdit(9..<10, with: ""), TextEdit(0..<4, with: "/home")])
        #expect(result.bytes == Array("/home host(rw)\n".utf8))
        #expect(leftOut.isEmpty)
    }

    @Test func `an overlapping edit is returned and not applied`() {
        let second = TextEdit(2..<6, with: "x")
        let (result, leftOut) = file.applying([TextEdit(0..<4, with: "/a"), second])
        #expect(result.bytes == Array("/a host (rw)\n".utf8))
        #expect(leftOut == [second])
    }

    @Test func `an edit past the end is returned and not applied`() {
        let outside = TextEdit(10..<99, with: "")
        #expect(file.applying([outside]).leftOut == [outside])
    }
}
