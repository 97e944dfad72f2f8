import MountMaps
import SourceText
import Testing

@Suite struct `Edits of an automount map` {
    private func map(_ text: String) -> AutomountMapDocument {
        AutomountMapDocument(SourceFile(name: "auto.home", text: text))
    }

    private func text(_ file: SourceFile) -> String { String(decoding: file.bytes, as: UTF8.self) }

    private let bob = AutomountMapLine(
        key: .name("bob"),
        options: ["ro"],
        location: .server("n", AutomountPath("/b"))
    )

    @Test(arguments: [
        ("a x:/a\nbob\t  x:/b   # c\r\n* x:/&\n", "a x:/a\nbob\t  -ro n:/b   # c\r\n* x:/&\n"),
        ("\"bob\"  -rw \\\n\tx:/b\n", "\"bob\"  -ro n:/b\n"),
        ("bob -ro n:/b # same\n", "bob -ro n:/b # same\n"),
        ("* x:/&\n", "* x:/&\nbob -ro n:/b\n"), ("a x:/a\r\n", "a x:/a\r\nbob -ro n:/b\r\n"),
        ("", "bob -ro n:/b\n"),
        ("a x:/a", "a x:/a\nbob -ro n:/b\n"), ("bob x:/1\nbob x:/2\n", "bob -ro n:/b\nbob x:/2\n"),
    ])
    func `sets a map entry and changes nothing else`(before: String, after: String) throws {
        #expect(text(try map(before).setting(bob)) == after)
    }

    @Test func `removes a map entry with its comment`() throws {
        let before = "# all\na x:/a\nbob x:/b \\\n  # c\n* x:/&\n"
        #expect(text(try map(before).removing(name: Array("bob".utf8))) == "# all\na x:/a\n* x:/&\n")
        #expect(text(try map(before).removing(name: Array("x".utf8))) == before)
    }

    @Test(arguments: ["a x:/a \\", "a \"x", "a  \n"])
    func `refuses to add a map entry below one that would swallow it`(before: String) throws {
        #expect(throws: FileEditError.self) { try map(before).setting(bob) }
    }

    @Test func `refuses to edit a map entry between autohome's markers`() throws {
        let document = map("# BEGIN autohome\nbob x:/b\n# END autohome\n")
        let error = #expect(throws: FileEditError.self) { try document.setting(bob) }
        #expect(error?.code == .conflict)
    }
}

@Suite struct `Edits of a master map` {
    private func master(_ text: String) -> MasterMapDocument {
        MasterMapDocument(SourceFile(name: "auto.master", text: text))
    }

    private func text(_ file: SourceFile) -> String { String(decoding: file.bytes, as: UTF8.self) }

    @Test(arguments: [
        ("/home\t  auto.old  -rw  --timeout=9\n+auto.master\n", "/home\t  auto.home nosuid\n+auto.master\n"),
        ("/x auto.x\n", "/x auto.x\n/home auto.home nosuid\n"),
        ("/home/ auto.home\n", "/home/ auto.home nosuid\n"),
        ("/home auto.home   nosuid\n", "/home auto.home   nosuid\n"),
    ])
    func `sets a master map line and changes nothing else`(before: String, after: String) throws {
        let line = MasterMapLine(mountPoint: "/home", map: "auto.home", options: ["nosuid"])
        #expect(text(try master(before).setting(line)) == after)
    }

    @Test func `distinguishes direct maps of a master map by their names`() throws {
        let line = MasterMapLine(mountPoint: "/-", map: "auto.two", options: ["ro"])
        #expect(
            text(try master("/- auto.one\n/- auto.two\n").setting(line)) == "/- auto.one\n/- auto.two ro\n"
        )
    }

    @Test func `removes a master map line`() throws {
        let document = master("/a auto.a -ro\n# c\n/b auto.b\n")
        #expect(text(try document.removing(document.entries[0])) == "# c\n/b auto.b\n")
    }

    @Test func `refuses to add a master map line below a syntax error`() throws {
        let line = MasterMapLine(mountPoint: "/home", map: "auto.home")
        #expect(throws: FileEditError.self) { try master("/a x:y\n").setting(line) }
    }
}
