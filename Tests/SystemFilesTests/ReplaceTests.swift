import Glibc
import SystemFiles
import SystemFilesTestSupport
import SystemPackage
import Testing

/// One test for each row of the table in the documentation of `RootDirectory.replace`, and its other guarantees.
@Suite struct ReplaceTests {
    let directory: TestDirectory
    let root: RootDirectory

    init() throws {
        directory = try TestDirectory()
        try directory.makeDirectory("root")
        try directory.makeDirectory("root/etc")
        try directory.makeDirectory("root/srv")
        root = try RootDirectory(FilePath(directory.full("root")))
    }

    private func replace(
        _ path: FilePath,
        _ text: String,
        expecting old: String?
    ) throws(FileError) -> ReplacementOutcome {
        try root.replace(
            path,
            with: Array(text.utf8),
            expecting: old.map { .bytes(Array($0.utf8)) } ?? .absent
        )
    }

    @Test func `creates the file if it is missing`() throws {
        #expect(try replace("/etc/exports", "new", expecting: nil) == .created)
        #expect(directory.tree("root/etc") == ["root/etc/exports 100644 0:0 = new"])
        try root.replace(
            "/etc/secret",
            with: [],
            expecting: .absent,
            newFilePermissions: FilePermissions(rawValue: 0o600)
        )
        #expect(directory.status("root/etc/secret")?.st_mode == S_IFREG | 0o600)
    }

    @Test func `does not create the directory of a file if it is missing`() throws {
        #expect(failure(try replace("/none/exports", "new", expecting: nil)) == .notFound)
    }

    @Test func `keeps owner, permissions and attributes of a replaced file`() throws {
        try directory.write("root/etc/exports", "old", mode: 0o4751)
        try directory.check(chown(directory.full("root/etc/exports"), 1234, 4321))
        try directory.check(chmod(directory.full("root/etc/exports"), 0o4751))
        try directory.setAttribute("user.note", Array("kept".utf8), on: "root/etc/exports")
        let inode = directory.status("root/etc/exports")?.st_ino
        #expect(try replace("/etc/exports", "new", expecting: "old") == .replaced)
        #expect(directory.tree("root/etc") == ["root/etc/exports 104751 1234:4321 = new"])
        #expect(directory.attribute("user.note", of: "root/etc/exports") == Array("kept".utf8))
        #expect(directory.status("root/etc/exports")?.st_ino != inode)
    }

    @Test func `keeps the access control list of a replaced file`() throws {
        try directory.write("root/etc/exports", "old", mode: 0o640)
        // Version 2; the owner rw, user 1000 r, the group r, the mask r, others nothing.
        let entries: [(tag: UInt8, permissions: UInt8, id: UInt32)] = [
            (0x01, 6, .max), (0x02, 4, 1000), (0x04, 4, .max), (0x10, 4, .max), (0x20, 0, .max),
        ]
        var list: [UInt8] = [2, 0, 0, 0]
        for entry in entries {
            list += [entry.tag, 0, entry.permissions, 0]
            for shift: UInt32 in [0, 8, 16, 24] { list.append(UInt8(truncatingIfNeeded: entry.id >> shift)) }
        }
        try directory.setAttribute("system.posix_acl_access", list, on: "root/etc/exports")
        #expect(try replace("/etc/exports", "new", expecting: "old") == .replaced)
        #expect(directory.attribute("system.posix_acl_access", of: "root/etc/exports") == list)
        #expect(directory.status("root/etc/exports")?.st_mode == S_IFREG | 0o640)
    }

    @Test func `does not touch a file that already has the new contents`() throws {
        try directory.write("root/etc/exports", "same")
        let inode = directory.status("root/etc/exports")?.st_ino
        #expect(try replace("/etc/exports", "same", expecting: "same") == .unchanged)
        #expect(directory.status("root/etc/exports")?.st_ino == inode)
    }

    @Test(arguments: ["../srv/exports", "/srv/exports", "/../../srv/exports", "/link/exports", "second"])
    func `replaces the target of a link and keeps the link`(target: String) throws {
        try directory.write("root/srv/exports", "old")
        try directory.link("root/link", to: "srv")
        try directory.link("root/etc/second", to: "../srv/../link/exports")
        try directory.link("root/etc/exports", to: target)
        #expect(try replace("/etc/exports", "new", expecting: "old") == .replaced)
        #expect(directory.target("root/etc/exports") == target)
        #expect(directory.text("root/srv/exports") == "new")
        #expect(directory.names("root/srv") == ["exports"])
        #expect(directory.names("root/etc") == ["exports", "second"])
    }

    @Test func `creates the missing target of a link`() throws {
        try directory.link("root/etc/exports", to: "/srv/exports")
        #expect(try replace("/etc/exports", "new", expecting: nil) == .created)
        #expect(directory.target("root/etc/exports") == "/srv/exports")
        #expect(directory.text("root/srv/exports") == "new")
    }

    @Test func `resolves a link inside the root when replacing`() throws {
        try directory.write("secret", "outside")
        try directory.link("root/etc/exports", to: "../../secret")
        #expect(failure(try replace("/etc/exports", "new", expecting: "outside")) == .changedUnderneath)
        #expect(try replace("/etc/exports", "new", expecting: nil) == .created)
        #expect(directory.text("secret") == "outside")
        #expect(directory.text("root/secret") == "new")
    }

    @Test func `refuses to replace a file behind a link loop`() throws {
        try directory.link("root/etc/a", to: "b")
        try directory.link("root/etc/b", to: "a")
        #expect(failure(try replace("/etc/a", "new", expecting: nil)) == .tooManyLinks)
    }

    @Test func `refuses to replace a file with several hard links`() throws {
        try directory.write("root/etc/exports", "old")
        try directory.check(link(directory.full("root/etc/exports"), directory.full("root/etc/other")))
        #expect(failure(try replace("/etc/exports", "new", expecting: "old")) == .hardLinked)
        #expect(directory.text("root/etc/exports") == "old")
        #expect(directory.names("root/etc") == ["exports", "other"])
    }

    @Test func `refuses to replace anything but a regular file`() throws {
        try directory.makePipe("root/etc/pipe")
        try directory.link("root/etc/up", to: "..")
        #expect(failure(try replace("/etc/pipe", "new", expecting: nil)) == .notRegularFile)
        #expect(failure(try replace("/etc", "new", expecting: nil)) == .notRegularFile)
        #expect(failure(try replace("/etc/up", "new", expecting: nil)) == .notRegularFile)
        #expect(failure(try replace("/etc/..", "new", expecting: nil)) == .notRegularFile)
        #expect(failure(try replace("/", "new", expecting: nil)) == .notRegularFile)
    }

    private static let surprises: [(there: String?, expected: String?)] = [
        ("old", "new"), ("old", nil), (nil, "new"), ("old", ""),
    ]

    @Test(arguments: surprises)
    func `does not replace a file whose contents are not as expected`(there: String?, expected: String?)
        throws
    {
        if let there { try directory.write("root/etc/exports", there) }
        #expect(failure(try replace("/etc/exports", "other", expecting: expected)) == .changedUnderneath)
        #expect(directory.text("root/etc/exports") == there)
        #expect(directory.names("root/etc") == (there == nil ? [] : ["exports"]))
    }

    @Test func `refuses to replace an immutable file and explains why`() throws {
        try directory.write("root/etc/exports", "old")
        try directory.setImmutable("root/etc/exports", true)
        defer { try? directory.setImmutable("root/etc/exports", false) }
        #expect(failure(try replace("/etc/exports", "new", expecting: "old")) == .denied)
        #expect(message(try replace("/etc/exports", "new", expecting: "old")).contains("lsattr"))
        #expect(directory.text("root/etc/exports") == "old")
        #expect(directory.names("root/etc") == ["exports"])
        #expect(try root.status(of: "/etc/exports")?.isImmutable == true)
    }

    @Test func `removes only the temporary file that a killed writer left behind`() throws {
        try directory.write("root/etc/exports", "old")
        try directory.write("root/etc/.exports.autohome-0123456789abcdef", "half")
        let kept = [
            ".exports.autohome-0123456789abcde", ".export.autohome-0123456789abcdef",
            "autohome-0123456789abcdef",
        ]
        for name in kept { try directory.write("root/etc/" + name, "kept") }
        try directory.makeDirectory("root/etc/.exports.autohome-fedcba9876543210")
        #expect(try replace("/etc/exports", "new", expecting: "old") == .replaced)
        #expect(
            directory.names("root/etc")
                == (kept + [".exports.autohome-fedcba9876543210", "exports"]).sorted()
        )
    }

    @Test func `keeps the temporary file of a running writer`() throws {
        try directory.write("root/etc/.exports.autohome-0123456789abcdef", "half")
        let live = open(directory.full("root/etc/.exports.autohome-0123456789abcdef"), O_RDONLY)
        try directory.check(flock(live, LOCK_EX))
        defer { close(live) }
        #expect(try replace("/etc/exports", "new", expecting: nil) == .created)
        #expect(directory.names("root/etc") == [".exports.autohome-0123456789abcdef", "exports"])
    }

    @Test func `accepts one of many concurrent writers and reports the change to the others`() async throws {
        try directory.write("root/etc/exports", "old")
        let suite = self
        let codes = await withTaskGroup { group in
            for number in 0..<8 { group.addTask { suite.race("new \(number)") } }
            return await group.reduce(into: Set<FileError.Code?>()) { $0.insert($1) }
        }
        #expect(codes.isSubset(of: [nil, .changedUnderneath]))
        #expect(codes.contains(nil))
        #expect(directory.text("root/etc/exports")?.hasPrefix("new ") == true)
        #expect(directory.names("root/etc") == ["exports"])
    }

    private func race(_ text: String) -> FileError.Code? {
        failure(try replace("/etc/exports", text, expecting: "old"))
    }
}
