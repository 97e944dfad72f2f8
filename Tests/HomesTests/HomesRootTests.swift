import Glibc
import Homes
import SystemFiles
import SystemFilesTestSupport
import SystemPackage
import Testing

@Suite struct HomesRootTests {
    let directory: TestDirectory

    init() throws {
        directory = try TestDirectory()
        try directory.makeDirectory("home")
    }

    @Test func `reads the status of the root and of a home`() throws {
        try directory.makeDirectory("home/alice", mode: 0o700)
        try directory.check(chown(directory.full("home/alice"), 1000, 1001))
        try directory.write("home/bob", "")
        let homes = try HomesRoot(at: "/home", in: directory.root())
        #expect(homes.status.type == .directory)
        #expect(homes.status.identity == (try homes.directory.status().identity))
        let alice = try #require(try homes.directory.status(of: FileName("alice")))
        #expect(alice.type == .directory)
        #expect((alice.uid, alice.gid, alice.permissions.rawValue) == (1000, 1001, 0o700))
        #expect(try homes.directory.status(of: FileName("bob"))?.type == .regular)
        #expect(try homes.directory.status(of: FileName("carol")) == nil)
    }

    @Test func `refuses a homes root without its sentinel file`() throws {
        let sentinel = try FileName(".autohome-root")
        #expect(
            failure(try HomesRoot(at: "/home", in: directory.root(), guarding: .sentinel(sentinel)))
                == .sentinelMissing
        )
        try directory.makeDirectory("home/.autohome-root")
        #expect(
            failure(try HomesRoot(at: "/home", in: directory.root(), guarding: .sentinel(sentinel)))
                == .sentinelMissing
        )
        rmdir(directory.full("home/.autohome-root"))
        try directory.write("home/.autohome-root", "")
        let homes = try HomesRoot(at: "/home", in: directory.root(), guarding: .sentinel(sentinel))
        unlink(directory.full("home/.autohome-root"))
        #expect(failure(try homes.verify()) == .sentinelMissing)
        #expect(failure(try HomeBuilder(in: homes, skeleton: .empty)) == .sentinelMissing)
        #expect(directory.names("home") == [])
    }

    @Test func `follows a link to the homes root, and refuses a file`() throws {
        try directory.link("homes", to: "/home")
        try directory.write("file", "")
        #expect(try HomesRoot(at: "/homes", in: directory.root()).status.type == .directory)
        #expect(failure(try HomesRoot(at: "/file", in: directory.root())) == .notDirectory)
        #expect(failure(try HomesRoot(at: "/none", in: directory.root())) == .notFound)
    }

    @Test func `detects that the homes root was moved away`() throws {
        let homes = try HomesRoot(at: "/home", in: directory.root())
        try homes.verify()
        try directory.check(rename(directory.full("home"), directory.full("moved")))
        #expect(failure(try homes.verify()) == .changedUnderneath)
        try directory.makeDirectory("home")
        #expect(failure(try homes.verify()) == .changedUnderneath)
        #expect(failure(try HomeBuilder.sweep(in: homes)) == .changedUnderneath)
        rmdir(directory.full("home"))
        try directory.link("home", to: "moved")
        try homes.verify()
    }

    @Test func `detects a file system mounted over the root and writes nothing to it`() throws {
        let directory = directory
        let result = try PrivateMounts.run {
            let homes = try HomesRoot(at: "/home", in: directory.root())
            var builder = try HomeBuilder(in: homes, skeleton: .empty)
            let home = try builder.build(
                HomeSpecification(name: FileName("alice"), uid: 1, gid: 1, permissions: [])
            )
            try PrivateMounts.mountMemory(on: directory.full("home"))
            let code = failure(try builder.publish([home]))
            return (code, directory.names("home"))
        }
        #expect(result == (.changedUnderneath, []))
        #expect(directory.names("home") == [])
    }
}
