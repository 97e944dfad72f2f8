import Glibc
import SystemFiles
import SystemFilesTestSupport
import SystemPackage
import Testing

@Suite struct OpenDirectoryTests {
    let directory: TestDirectory

    init() throws {
        directory = try TestDirectory()
    }

    @Test func `returns the status of a link itself, not of its target`() throws {
        try directory.write("file", "abc", mode: 0o4711)
        try directory.link("link", to: "file")
        let open = try directory.open()
        let file = try #require(try open.status(of: FileName("file")))
        #expect(file.permissions == FilePermissions(rawValue: 0o4711))
        #expect(try open.status(of: FileName("link"))?.type == .symbolicLink)
        #expect(try open.status(of: FileName("none")) == nil)
        #expect(file.mountID != nil)
        #expect(file.identity.device == (try open.status().identity.device))
    }

    @Test func `does not follow links in an open directory`() throws {
        try directory.makeDirectory("real")
        try directory.write("real/file", "abc")
        try directory.link("link", to: "real")
        try directory.link("file", to: "real/file")
        let open = try directory.open()
        #expect(failure(try open.openDirectory(named: FileName("link"))) == .isLink)
        #expect(failure(try open.read(FileName("file"))) == .isLink)
        #expect(failure(try open.openDirectory(named: FileName("none"))) == .notFound)
        #expect(try open.openDirectory(named: FileName("real")).read(FileName("file")).bytes.count == 3)
        #expect(
            failure(try open.openDirectory(named: FileName("real")).openDirectory(named: FileName("file")))
                == .notDirectory
        )
    }

    @Test func `keeps working in the open directory when its path is replaced`() throws {
        try directory.makeDirectory("homes")
        try directory.makeDirectory("victim")
        let open = try directory.open("homes")
        try directory.check(rename(directory.full("homes"), directory.full("moved")))
        try directory.link("homes", to: "victim")
        try open.makeDirectory(named: FileName("alice"), permissions: .ownerReadWriteExecute)
        #expect(directory.names("moved") == ["alice"])
        #expect(directory.names("victim") == [])
    }

    @Test func `never follows a link while another thread keeps swapping it in`() async throws {
        try directory.makeDirectory("victim")
        try directory.makeDirectory("homes")
        try directory.makeDirectory("homes/real")
        let directory = directory
        let name = try FileName("alice")
        let homes = try directory.open("homes")
        let victim = try directory.open("victim").status().identity
        try await withThrowingTaskGroup { group in
            group.addTask {
                for _ in 0..<3000 {
                    try directory.check(rename(directory.full("homes/real"), directory.full("homes/alice")))
                    try directory.check(rename(directory.full("homes/alice"), directory.full("homes/real")))
                    try directory.link("homes/alice", to: "../victim")
                    try directory.check(unlink(directory.full("homes/alice")))
                }
            }
            var codes: Set<FileError.Code> = []
            for _ in 0..<10_000 {
                do throws(FileError) {
                    let identity = try homes.openDirectory(named: name).status().identity
                    #expect(identity != victim)
                } catch {
                    codes.insert(error.code)
                }
            }
            #expect(codes.isSubset(of: [.isLink, .notFound]))
            try await group.waitForAll()
        }
    }

    @Test func `renames over an existing file only when asked to replace it`() throws {
        try directory.write("a", "a")
        try directory.write("b", "b")
        try directory.makeDirectory("archive")
        let open = try directory.open()
        #expect(failure(try open.rename(FileName("a"), to: FileName("b"))) == .exists)
        #expect(directory.text("b") == "b")
        try open.rename(FileName("a"), to: FileName("b"), replacing: true)
        #expect(directory.text("b") == "a")
        let archive = try open.openDirectory(named: FileName("archive"))
        try open.rename(FileName("b"), to: FileName("c"), in: archive)
        try open.synchronize()
        try archive.synchronizeFileSystem()
        #expect(directory.names("archive") == ["c"])
        #expect(failure(try open.rename(FileName("b"), to: FileName("c"))) == .notFound)
    }

    @Test func `sets owner and permissions of a directory`() throws {
        try directory.makeDirectory("home")
        let home = try directory.open("home")
        try home.setOwner(uid: 12345, gid: 54321)
        try home.setPermissions(FilePermissions(rawValue: 0o2750))
        #expect(directory.tree() == ["home 42750 12345:54321"])
        #expect(failure(try home.setOwner(uid: .max, gid: 0)) == .unsafeOwner)
        #expect(failure(try home.setOwner(uid: 0, gid: .max)) == .unsafeOwner)
    }

    @Test func `does not enter or remove a mounted file system`() throws {
        try directory.makeDirectory("mount")
        let directory = directory
        let codes = try PrivateMounts.run {
            try PrivateMounts.mountMemory(on: directory.full("mount"))
            try directory.write("mount/file", "kept")
            let open = try directory.open()
            let mount = try FileName("mount")
            return (
                failure(try open.openDirectory(named: mount)),
                failure(try open.removeTree(named: mount)),
                try open.status(of: mount)?.isMountRoot,
                directory.text("mount/file")
            )
        }
        #expect(codes == (.crossesMount, .crossesMount, true, "kept"))
        #expect(directory.names("mount") == [])
    }

    @Test func `removes a tree without following its links`() throws {
        try directory.write("kept", "kept")
        try directory.makeDirectory("other")
        try directory.write("other/kept", "kept")
        try directory.makeDirectory("tree", mode: 0o000)
        try directory.makeDirectory("tree/a")
        try directory.link("tree/a/up", to: "../..")
        try directory.link("tree/a/file", to: "../../kept")
        try directory.link("tree/a/directory", to: directory.full("other"))
        try directory.makePipe("tree/a/pipe")
        try directory.check(link(directory.full("kept"), directory.full("tree/a/hard")))
        try directory.open().removeTree(named: FileName("tree"))
        #expect(directory.names() == ["kept", "other"])
        #expect(directory.text("other/kept") == "kept")
        #expect(directory.text("kept") == "kept")
        #expect(failure(try directory.open().removeTree(named: FileName("tree"))) == .notFound)
    }

    @Test func `removes a tree that is deeper than the limit on descriptors`() throws {
        let path = directory.full("deep")
        try directory.makeDirectory("deep")
        var here = open(path, O_RDONLY | O_DIRECTORY)
        for level in 0..<3000 {
            try directory.check(mkdirat(here, "d", 0o700))
            if level % 100 == 0 { try directory.check(mkdirat(here, "e", 0o700)) }
            let next = openat(here, "d", O_RDONLY | O_DIRECTORY)
            close(here)
            here = next
        }
        close(here)
        try directory.open().removeTree(named: FileName("deep"))
        #expect(directory.names() == [])
    }
}
