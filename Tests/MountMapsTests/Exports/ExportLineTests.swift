import MountMaps
import SourceText
import Testing

@Suite struct `A line for an exports table` {
    @Test(arguments: [
        ("/srv/home", "/srv/home"), ("/srv/a b", "/srv/a\\040b"), ("/a\"b#c", "/a\\042b\\043c"),
        ("/a\\b", "/a\\134b"),
        ("/a\\040", "/a\\13404\\060"), ("/a\\400", "/a\\134400"), ("/a\nb\u{7F}", "/a\\012b\\177"),
        ("/é", "/é"),
        ("/a(b)", "/a(b)"), ("/", "/"),
    ])
    func `escapes special characters in an exported path`(path: String, written: String) throws {
        let line = try ExportLine(path: path, grants: [.init(client: "10.0.0.0/8", options: ["rw", "sync"])])
        #expect(line.text == written + " 10.0.0.0/8(rw,sync)")
    }

    @Test(arguments: ["", "home", "~/x", "/a\0b", "/" + String(repeating: "a", count: 1024)])
    func `refuses a path that cannot be exported`(path: String) {
        #expect(throws: FileEditError.self) {
            try ExportLine(path: path, grants: [.init(client: "a", options: [])])
        }
    }

    @Test(arguments: [
        "", "a b", "a\nb", "a(b", "a)", "a,b", "-ro", "\"a\"", "a#", "a\\040", "é", "10.0.0.0/33", "/srv",
        "a\u{0B}b",
        String(repeating: "a", count: 512),
    ])
    func `refuses a client that exportfs would misread`(client: String) {
        #expect(throws: FileEditError.self) {
            try ExportLine(path: "/h", grants: [.init(client: client, options: ["ro"])])
        }
    }

    @Test(arguments: [
        "", "r w", "rw,ro", "ro)", "rw\n", "bogus", "fsid=x", "sec=krb6", "mp=/a b", "refer=/a\\040b@c",
    ])
    func `refuses an option that exportfs does not accept`(option: String) {
        #expect(throws: FileEditError.self) {
            try ExportLine(path: "/h", grants: [.init(client: "a", options: ["ro", option])])
        }
    }

    @Test func `refuses an export without clients`() {
        #expect(throws: FileEditError.self) { try ExportLine(path: "/h", grants: []) }
    }

    @Test func `names the refused export option`() {
        let error = #expect(throws: FileEditError.self) {
            try ExportLine(path: "/h", grants: [.init(client: "a", options: ["bogus"])])
        }
        #expect(error?.message.contains("bogus") == true)
        #expect(error?.code == .inexpressible)
    }
}
