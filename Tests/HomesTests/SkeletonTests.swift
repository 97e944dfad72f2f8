import Glibc
import Homes
import SystemFiles
import SystemFilesTestSupport
import SystemPackage
import Testing

@Suite struct SkeletonTests {
    let directory: TestDirectory

    init() throws {
        directory = try TestDirectory()
        try directory.makeDirectory("skel")
    }

    private func read(_ limits: Skeleton.Limits = Skeleton.Limits()) throws(FileError) -> Skeleton {
        try Skeleton(at: "/skel", in: directory.root(), limits: limits)
    }

    @Test func `reads files, directories and links of a skeleton`() throws {
        try directory.write("skel/.profile", "12345")
        try directory.makeDirectory("skel/a")
        try directory.write("skel/a/b", "123")
        try directory.link("skel/link", to: "/nowhere")
        let skeleton = try read()
        #expect(skeleton.count == 4)
        #expect(skeleton.size == 8)
        #expect(try Skeleton(at: "/skel/a", in: directory.root()).count == 1)
    }

    @Test func `reads an empty directory as an empty skeleton`() throws {
        #expect(try read() == .empty)
    }

    @Test func `reports a skeleton that is missing or not a directory`() throws {
        try directory.write("file", "")
        #expect(failure(try Skeleton(at: "/none", in: directory.root())) == .notFound)
        #expect(failure(try Skeleton(at: "/file", in: directory.root())) == .notDirectory)
    }

    @Test func `refuses pipes, sockets and devices, and names them`() throws {
        try directory.makeDirectory("skel/a")
        try directory.makePipe("skel/a/pipe")
        #expect(failure(try read()) == .notRegularFile)
        #expect(message(try read()).contains("/skel/a/pipe in the skeleton is a named pipe"))
        unlink(directory.full("skel/a/pipe"))
        try directory.check(mknod(directory.full("skel/a/null"), S_IFCHR | 0o666, 0x103))
        #expect(message(try read()).contains("/skel/a/null in the skeleton is a character device"))
    }

    @Test func `accepts a skeleton exactly at its limits and refuses one beyond`() throws {
        try directory.makeDirectory("skel/a")
        try directory.makeDirectory("skel/a/b")
        try directory.write("skel/a/b/c", "12345")
        try directory.write("skel/d", "12345")
        #expect(try read(Skeleton.Limits(depth: 3, entries: 4, bytes: 10)).count == 4)
        #expect(failure(try read(Skeleton.Limits(depth: 2, entries: 4, bytes: 10))) == .tooLarge)
        #expect(failure(try read(Skeleton.Limits(depth: 3, entries: 3, bytes: 10))) == .tooLarge)
        #expect(failure(try read(Skeleton.Limits(depth: 3, entries: 4, bytes: 9))) == .tooLarge)
    }

    @Test func `refuses a skeleton that is deeper than the limit`() throws {
        var name = "skel"
        for _ in 0..<100 {
            name += "/d"
            try directory.makeDirectory(name)
        }
        #expect(failure(try read()) == .tooLarge)
        #expect(try read(Skeleton.Limits(depth: 101)).count == 100)
    }

    @Test func `reads links that lead out of the skeleton or in a circle without following them`() throws {
        try directory.makeDirectory("other")
        try directory.write("other/secret", "secret")
        try directory.link("skel/out", to: "../other")
        try directory.link("skel/self", to: "self")
        try directory.link("skel/up", to: "..")
        let skeleton = try read()
        #expect(skeleton.count == 3)
        #expect(skeleton.size == 0)
    }

    @Test func `does not enter a file system mounted in the skeleton`() throws {
        try directory.makeDirectory("skel/mount")
        let directory = directory
        let code = try PrivateMounts.run {
            try PrivateMounts.mountMemory(on: directory.full("skel/mount"))
            return failure(try Skeleton(at: "/skel", in: directory.root()))
        }
        #expect(code == .crossesMount)
    }
}
