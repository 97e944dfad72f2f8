import Glibc
import SystemFiles
import SystemFilesTestSupport
import SystemPackage
import Testing

/// What can be seen of a replacement before it is tried.
@Suite struct ReplaceableTests {
    let directory: TestDirectory

    init() throws {
        directory = try TestDirectory()
        try directory.makeDirectory("etc")
        try directory.write("etc/exports", "old")
    }

    private func objection() throws -> FileError? {
        try directory.root().objectionToReplacing("/etc/exports")
    }

    @Test func `objects to no plain file, missing file or link to a file`() throws {
        #expect(try objection() == nil)
        #expect(try directory.root().objectionToReplacing("/etc/missing") == nil)
        try directory.link("etc/link", to: "exports")
        #expect(try directory.root().objectionToReplacing("/etc/link") == nil)
    }

    @Test func `objects to a file with another name`() throws {
        try directory.check(Glibc.link(directory.full("etc/exports"), directory.full("etc/other")))
        #expect(try objection()?.code == .hardLinked)
    }

    @Test(arguments: ["etc/exports", "etc"])
    func `objects to an immutable file or directory`(name: String) throws {
        try directory.setImmutable(name, true)
        defer { try? directory.setImmutable(name, false) }
        let found = try #require(try objection())
        #expect(found.message.contains("is immutable"), "\(found.message)")
    }

    @Test func `objects to a missing directory`() throws {
        #expect(try directory.root().objectionToReplacing("/etc/none/exports")?.code == .notFound)
    }

    @Test func `objects to a read-only file system and to a mount point`() throws {
        let directory = directory
        let codes = try PrivateMounts.run {
            let root = try directory.root()
            try PrivateMounts.bind(directory.full("etc/exports"), on: directory.full("etc/exports"))
            let mounted = try root.objectionToReplacing("/etc/exports")?.code
            try PrivateMounts.mountMemory(on: directory.full("etc"))
            try PrivateMounts.makeReadOnly(directory.full("etc"))
            return [mounted, try root.objectionToReplacing("/etc/exports")?.code]
        }
        #expect(codes == [.crossesMount, .readOnly])
    }
}
