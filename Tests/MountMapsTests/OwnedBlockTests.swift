import MountMaps
import SourceText
import Testing

@Suite struct `The block of lines that autohome owns` {
    private let begin = "# BEGIN autohome (made by autohome; what is changed here is overwritten)\n"

    @Test(arguments: [
        ("", ""), ("a\n", ""), ("a", "\n"), ("a\r\n", ""), ("\n\n", ""), ("# BEGIN autohomes\n", ""),
        ("x # BEGIN autohome\n", ""),
    ])
    func `appends the owned block to a file without one`(text: String, added: String) throws {
        let result = try replace(text, ["one", "two"])
        #expect(result == text + added + begin + "one\ntwo\n# END autohome\n")
        #expect(try replace(result, []) == text + added)
    }

    @Test func `leaves a file alone that has and needs no owned block`() throws {
        #expect(try replace("a", []) == "a")
    }

    @Test(arguments: [
        ("# BEGIN autohome\n# END autohome\n", "# BEGIN autohome\none\n# END autohome\n"),
        (
            "a\n\t# BEGIN autohome x\nold\nolder\n# END autohome y",
            "a\n\t# BEGIN autohome x\none\n# END autohome y"
        ),
        (
            "# BEGIN autohome\r\nold\r\n# END autohome\r\nb\r\n",
            "# BEGIN autohome\r\none\n# END autohome\r\nb\r\n"
        ),
    ])
    func `replaces the lines of the owned block in place`(text: String, expected: String) throws {
        #expect(try replace(text, ["one"]) == expected)
        #expect(try replace(expected, ["one"]) == expected)
    }

    @Test(arguments: [
        ("a\n# BEGIN autohome\nb\n", 2), ("# END autohome\n", 1),
        ("# BEGIN autohome\n# BEGIN autohome\n# END autohome\n", 2),
        ("# BEGIN autohome\n# END autohome\n# BEGIN autohome\n# END autohome\n", 3),
        ("# END autohome\n# BEGIN autohome\n", 1), ("# BEGIN autohome\n# END autohome\n# END autohome\n", 3),
    ])
    func `rejects unordered or unmatched markers of the owned block`(text: String, line: Int) throws {
        let error = try #require(throws: OwnedBlockError.self) { try replace(text, ["one"]) }
        #expect(error.code == .brokenMarkers)
        #expect(error.line == line)
        #expect(error.message.hasPrefix("file:\(line):"))
    }

    @Test(arguments: ["a\nb", "a\r", "\0", "# BEGIN autohome", " # END autohome x"])
    func `rejects owned lines with line breaks or markers`(line: String) throws {
        let error = try #require(throws: OwnedBlockError.self) { try replace("", [line]) }
        #expect(error.code == .unsafeLine)
    }

    private func replace(_ text: String, _ lines: [String]) throws -> String {
        let result = try OwnedBlock.replacing(in: SourceFile(name: "file", text: text), with: lines)
        return String(decoding: result.bytes, as: UTF8.self)
    }
}
