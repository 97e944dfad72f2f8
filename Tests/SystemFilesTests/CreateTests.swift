import SystemFiles
import SystemFilesTestSupport
import SystemPackage
import Testing

/// A new file is made whole or not at all, and never in the place of anything.
@Suite struct CreateTests {
    let directory: TestDirectory
    let root: RootDirectory

    init() throws {
        directory = try TestDirectory()
        try directory.makeDirectory("root")
        try directory.makeDirectory("root/etc")
        try directory.makeDirectory("root/srv")
        root = try RootDirectory(FilePath(directory.full("root")))
    }

    private func create(_ path: FilePath) throws(FileError) {
        try root.create(path, with: Array("new".utf8), permissions: FilePermissions(rawValue: 0o644))
    }

    @Test func `makes a file with its permissions`() throws {
        try create("/etc/new")
        #expect(directory.tree("root/etc") == ["root/etc/new 100644 0:0 = new"])
    }

    @Test func `makes nothing where a file, a directory or a link is, or without the directory`() throws {
        try create("/etc/old")
        try directory.makeDirectory("root/etc/directory")
        for (target, name) in [("old", "link"), ("nothing", "dangling"), ("/srv/nothing", "absolute")] {
            try directory.link("root/etc/\(name)", to: target)
        }
        let before = directory.tree("root")
        for name in ["old", "directory", "link", "dangling", "absolute"] {
            #expect(failure(try create(FilePath("/etc/\(name)"))) == .exists)
        }
        #expect(failure(try create("/missing/new")) == .notFound)
        #expect(failure(try create("/etc/..")) == .notRegularFile)
        #expect(directory.tree("root") == before)
    }

    @Test func `follows links in the directories of the path, inside the root`() throws {
        try directory.link("root/link", to: "/srv")
        try create("/link/new")
        #expect(directory.tree("root/srv") == ["root/srv/new 100644 0:0 = new"])
    }
}
