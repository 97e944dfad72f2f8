import Glibc
import SystemFiles
import SystemFilesTestSupport
import SystemPackage
import Testing

@Suite struct RootDirectoryTests {
    let directory: TestDirectory
    let root: RootDirectory

    init() throws {
        directory = try TestDirectory()
        try directory.makeDirectory("root")
        try directory.makeDirectory("root/etc")
        try directory.write("secret", "outside")
        try directory.write("root/etc/exports", "/srv *\n", mode: 0o640)
        root = try RootDirectory(FilePath(directory.full("root")))
    }

    @Test func `reads a file together with its status`() throws {
        let contents = try root.read("/etc/exports")
        #expect(contents.bytes == Array("/srv *\n".utf8))
        #expect(contents.status.type == .regular)
        #expect(contents.status.permissions == FilePermissions(rawValue: 0o640))
        #expect(contents.status.size == 7)
        #expect(contents.status.linkCount == 1)
        #expect(contents.status.uid == geteuid())
        #expect(contents.status.identity.inode == UInt64(directory.status("root/etc/exports")?.st_ino ?? 0))
    }

    @Test func `distinguishes a missing file from other errors`() throws {
        #expect(failure(try root.read("/etc/none")) == .notFound)
        #expect(failure(try root.read("/none/none")) == .notFound)
        #expect(failure(try root.read("/etc/exports/none")) == .notDirectory)
        #expect(try root.status(of: "/etc/none") == nil)
        #expect(failure(try RootDirectory(FilePath(directory.full("none")))) == .notFound)
    }

    @Test(arguments: ["../../secret", "/../secret", "/secret", "../../../../../../secret"])
    func `resolves links inside the root when reading`(target: String) throws {
        try directory.link("root/etc/link", to: target)
        #expect(failure(try root.read("/etc/link")) == .notFound)
        try directory.write("root/secret", "inside")
        #expect(try root.read("/etc/link").bytes == Array("inside".utf8))
    }

    @Test func `rejects paths that lead out of the root`() throws {
        #expect(failure(try root.read("/../secret")) == .notFound)
        #expect(failure(try root.read("/etc/../../secret")) == .notFound)
        #expect(failure(try root.read("etc/exports")) == .unsafeName)
        #expect(failure(try root.read("")) == .unsafeName)
    }

    @Test func `reports a link loop when reading a file`() throws {
        try directory.link("root/etc/a", to: "b")
        try directory.link("root/etc/b", to: "a")
        #expect(failure(try root.read("/etc/a")) == .tooManyLinks)
    }

    @Test func `does not follow the magic links of /proc`() throws {
        let system = try RootDirectory()
        #expect(failure(try system.read("/proc/self/exe")) == .tooManyLinks)
        #expect(try system.read("/proc/self/status").bytes.isEmpty == false)
    }

    @Test func `reads only regular files`() throws {
        try directory.makePipe("root/pipe")
        #expect(failure(try root.read("/etc")) == .notRegularFile)
        #expect(failure(try root.read("/pipe")) == .notRegularFile)
        #expect(failure(try RootDirectory().read("/dev/zero")) == .notRegularFile)
        #expect(message(try root.read("/pipe")).contains("named pipe"))
    }

    @Test func `refuses to read a file beyond the limit`() throws {
        #expect(try root.read("/etc/exports", limit: 7).bytes.count == 7)
        #expect(failure(try root.read("/etc/exports", limit: 6)) == .tooLarge)
        #expect(failure(try RootDirectory().read("/proc/self/status", limit: 100)) == .tooLarge)
    }

    @Test func `lists a directory in sorted order`() throws {
        try directory.write("root/etc/b", "")
        try directory.write("root/etc/.a", "")
        #expect(try root.names(in: "/etc").map(\.description) == [".a", "b", "exports"])
        #expect(failure(try root.names(in: "/etc/exports")) == .notDirectory)
        #expect(failure(try root.names(in: "/none")) == .notFound)
        #expect(failure(try root.openDirectory("/etc").names(limit: 2)) == .tooLarge)
    }

    @Test func `names the full path and the reason in an error message`() throws {
        let text = message(try root.read("/none"))
        #expect(text.contains(directory.full("root/none")))
        #expect(text.contains("No such file"))
    }
}
