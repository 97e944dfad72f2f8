import MountMaps
import SourceText
import Testing

@Suite struct `Edits of an exports table` {
    private func table(_ text: String) -> ExportsDocument {
        ExportsDocument(SourceFile(name: "exports", text: text))
    }

    private func text(_ file: SourceFile) -> String { String(decoding: file.bytes, as: UTF8.self) }

    private func grant(_ client: String, _ options: String...) -> ExportLine.Grant {
        .init(client: client, options: options)
    }

    @Test(arguments: [
        ("/a  h(ro)   k # c\r\n\n/b *\n", "h", "/a  h(rw,sync)   k # c\r\n\n/b *\n"),
        ("/a  h(ro)   k # c\n", "K", "/a  h(ro)   k(rw,sync) # c\n"),
        ("/a  h \\\n\t(ro) # c\n", "new", "/a  h \\\n\t(ro) new(rw,sync) # c\n"),
        ("\"/a b\"\th()\n", "h", "\"/a b\"\th(rw,sync)\n"),
        ("/a\t@x\n/b *(bogus)\n", "h", "/a\t@x h(rw,sync)\n/b *(bogus)\n"),
    ])
    func `sets a client of an exports entry and changes nothing else`(
        before: String,
        client: String,
        after: String
    ) throws {
        let document = table(before)
        let result = try document.settingClient(grant(client, "rw", "sync"), of: document.entries[0])
        #expect(text(result) == after)
    }

    @Test(arguments: ["/a -no_root_squash h\n", "/a\n", "/a -rw\n"])
    func `refuses to add a client where defaults would change its options`(before: String) throws {
        let document = table(before)
        let error = #expect(throws: FileEditError.self) {
            try document.settingClient(grant("k", "sync"), of: document.entries[0])
        }
        #expect(error?.code == .obstructed)
    }

    @Test(arguments: [
        ("/a  h(ro)  k(rw) # c\n", "h", "/a  k(rw) # c\n"), ("/a  h(ro)  k(rw)\r\n", "k", "/a  h(ro)\r\n"),
        ("/b *\n/a h # c\n# d\n", "h", "/b *\n# d\n"), ("/a h \\\n  k\n", "K", "/a h\n"),
        ("/a h\n", "x", "/a h\n"),
    ])
    func `removes a client, and with the last client its exports entry`(
        before: String,
        client: String,
        after: String
    )
        throws
    {
        let document = table(before)
        let entry = try #require(document.entries.last)
        #expect(text(try document.removingClient(client, of: entry)) == after)
    }

    @Test func `adds and removes exports entries and keeps the line ends`() throws {
        let line = try ExportLine(path: "/n", grants: [grant("h", "rw")])
        let added = try table("/a h\r\n").adding(line)
        #expect(text(added) == "/a h\r\n/n h(rw)\r\n")
        let document = ExportsDocument(added)
        #expect(text(try document.removing(document.entries[0])) == "/n h(rw)\r\n")
        #expect(text(try table("/a h").adding(line)) == "/a h\n/n h(rw)\n")
    }

    @Test(arguments: ["/a h \\", "/a \"h", "/a h(bogus)\n"])
    func `refuses to add an exports entry below one that would swallow it`(before: String) throws {
        let line = try ExportLine(path: "/n", grants: [grant("h", "rw")])
        #expect(throws: FileEditError.self) { try table(before).adding(line) }
    }

    @Test func `refuses to edit an exports entry between autohome's markers`() throws {
        let document = table("# BEGIN autohome\n/a h\n# END autohome\n")
        let error = #expect(throws: FileEditError.self) { try document.removing(document.entries[0]) }
        #expect(error?.code == .conflict)
        #expect(error?.line == 2)
    }
}
