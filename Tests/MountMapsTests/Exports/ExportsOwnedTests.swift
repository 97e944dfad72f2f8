import MountMaps
import SourceText
import Testing

@Suite struct `Entries that autohome owns in an exports table` {
    private let begin = "# BEGIN autohome (made by autohome; what is changed here is overwritten)\n"
    private let end = "# END autohome\n"

    @Test(arguments: ["", "# mine\n/a *(ro)\n", "/a *(ro) # x\n", "/a *(ro)\r\n/b *(ro)\r\n"])
    func `appends owned exports below lines written by hand`(text: String) throws {
        let result = try set(text, [home("10.0.0.0/8", "rw")])
        #expect(result == text + begin + "/srv/home 10.0.0.0/8(rw)\n" + end)
    }

    @Test func `adds a missing line feed before appending owned exports`() throws {
        #expect(try set("/a *(ro)", [home("h", "rw")]) == "/a *(ro)\n" + begin + "/srv/home h(rw)\n" + end)
    }

    @Test func `replaces owned exports in place and keeps everything else`() throws {
        let text = "/a *(ro)\r\n# BEGIN autohome v0\n/old *(rw)\n# END autohome v0\n/b *(ro)\n"
        let expected = "/a *(ro)\r\n# BEGIN autohome v0\n/srv/home h(rw)\n# END autohome v0\n/b *(ro)\n"
        #expect(try set(text, [home("h", "rw")]) == expected)
        #expect(try set(text, []) == "/a *(ro)\r\n/b *(ro)\n")
    }

    @Test func `replaces owned exports that were damaged`() throws {
        let text = "/a *(ro)\n# BEGIN autohome\n/old *(bogus\n# END autohome\n/b *(ro)\n"
        let expected = "/a *(ro)\n# BEGIN autohome\n/srv/home h(rw)\n# END autohome\n/b *(ro)\n"
        #expect(try set(text, [home("h", "rw")]) == expected)
    }

    @Test(arguments: ["/srv/home h(rw)\n", "/srv/home H(rw,sync)\n", "/srv/home/ -rw h\n"])
    func `does not repeat an export written by hand`(text: String) throws {
        #expect(try set(text, [home("h", "rw")]) == text)
    }

    @Test func `does not repeat a client written by hand, and adds the others`() throws {
        let line = try ExportLine(
            path: "/srv/home",
            grants: [.init(client: "h", options: ["rw"]), .init(client: "k", options: ["rw"])]
        )
        let text = "/srv/home h(rw)\n"
        #expect(try set(text, [line]) == text + begin + "/srv/home k(rw)\n" + end)
    }

    @Test func `reports a conflict with a different export written by hand`() throws {
        let error = try refusal("# x\n/srv/home *(ro) h(ro)\n", [home("h", "rw")])
        #expect(error.code == .conflict)
        #expect(error.line == 2)
    }

    @Test func `refuses owned exports that name a client twice`() throws {
        #expect(try refusal("", [home("h", "rw"), home("H", "ro")]).code == .conflict)
    }

    @Test(arguments: [
        ("/a *(ro)\n\"/b *(ro)\n", 2), ("/a *(ro)\n/b *(x)\n", 2), ("/a *(ro)\n\r\n/b *(ro)\n", 2),
        ("/a *(ro)\n/b h(ro) \\", 2), ("/a \"*(ro)\n", 1),
    ])
    func `refuses to append owned exports below a line that would swallow them`(text: String, line: Int)
        throws
    {
        let error = try refusal(text, [home("h", "rw")])
        #expect(error.code == .obstructed)
        #expect(error.line == line)
    }

    @Test func `replaces owned exports above a line that ends the reading`() throws {
        let text = "# BEGIN autohome\n# END autohome\n/b *(x)\n"
        let expected = "# BEGIN autohome\n/srv/home h(rw)\n# END autohome\n/b *(x)\n"
        #expect(try set(text, [home("h", "rw")]) == expected)
    }

    @Test func `refuses owned exports when the markers are broken`() throws {
        #expect(try refusal("# BEGIN autohome\n/a *(ro)\n", [home("h", "rw")]).code == .brokenMarkers)
    }

    private func home(_ client: String, _ options: String...) throws -> ExportLine {
        try ExportLine(path: "/srv/home", grants: [.init(client: client, options: options)])
    }

    private func set(_ text: String, _ lines: [ExportLine]) throws -> String {
        let result = try ExportsDocument(SourceFile(name: "exports", text: text)).settingOwned(lines)
        return String(decoding: result.bytes, as: UTF8.self)
    }

    private func refusal(_ text: String, _ lines: [ExportLine]) throws -> FileEditError {
        try #require(throws: FileEditError.self) { try set(text, lines) }
    }
}
