import Glibc
import Homes
import SystemFiles
import SystemFilesTestSupport
import SystemPackage
import Testing

@Suite struct HomeBuilderTests {
    let directory: TestDirectory
    let homes: HomesRoot

    init() throws {
        directory = try TestDirectory()
        try directory.makeDirectory("home")
        try directory.makeDirectory("skel")
        homes = try HomesRoot(at: "/home", in: directory.root())
    }

    private func home(_ name: String, uid: UInt32 = 2000, mode: UInt32 = 0o700) throws -> HomeSpecification {
        try HomeSpecification(
            name: FileName(name),
            uid: uid,
            gid: uid + 1,
            permissions: FilePermissions(rawValue: mode)
        )
    }

    private func skeleton() throws -> Skeleton {
        try Skeleton(at: "/skel", in: directory.root())
    }

    private func publish(
        _ home: HomeSpecification,
        _ durability: HomeBuilder.Durability = .eachBatch
    ) throws -> Publication {
        var builder = try HomeBuilder(in: homes, skeleton: skeleton(), durability: durability)
        return try builder.publish([try builder.build(home)])
    }

    @Test(arguments: [HomeBuilder.Durability.eachBatch, .eachHome])
    func `a home is the skeleton, given to its owner`(durability: HomeBuilder.Durability) throws {
        try directory.write("skel/.profile", "umask 022", mode: 0o644)
        try directory.write("skel/run", "#!", mode: 0o6755)
        try directory.makeDirectory("skel/.ssh", mode: 0o500)
        try directory.write("skel/.ssh/config", "", mode: 0o400)
        try directory.makeDirectory("skel/a", mode: 0o2777)
        try directory.makeDirectory("skel/a/b", mode: 0o1777)
        try directory.write("skel/z", "last")
        try directory.check(link(directory.full("skel/z"), directory.full("skel/a/hard")))
        try directory.link("skel/etc", to: "../../../etc")
        try directory.link("skel/self", to: "self")

        let publication = try publish(home("alice", mode: 0o2750), durability)
        #expect(publication.published.map(\.specification.name.description) == ["alice"])
        #expect(publication.refused.isEmpty)
        #expect(
            directory.tree("home") == [
                "home/alice 42750 2000:2001",
                "home/alice/.profile 100644 2000:2001 = umask 022",
                "home/alice/.ssh 40500 2000:2001",
                "home/alice/.ssh/config 100400 2000:2001 = ",
                "home/alice/a 40777 2000:2001",
                "home/alice/a/b 41777 2000:2001",
                "home/alice/a/hard 100644 2000:2001 = last",
                "home/alice/etc 120777 2000:2001 -> ../../../etc",
                "home/alice/run 100755 2000:2001 = #!",
                "home/alice/self 120777 2000:2001 -> self",
                "home/alice/z 100644 2000:2001 = last",
            ]
        )
        #expect(directory.status("home/alice/z")?.st_nlink == 1)
        #expect(
            publication.published.first?.identity
                == (try homes.directory.status(of: FileName("alice"))?.identity)
        )
    }

    @Test func `homes of a batch are nowhere before they are published`() throws {
        try directory.write("skel/.profile", "x")
        var builder = try HomeBuilder(in: homes, skeleton: skeleton())
        var staged: [StagedHome] = []
        for number in 0..<50 { staged.append(try builder.build(home("user\(number)", uid: UInt32(number)))) }
        let stages = directory.names("home")
        #expect(stages.count == 1)
        #expect(stages.first?.hasPrefix(".autohome-stage-") == true)
        #expect(directory.status("home/" + (stages.first ?? ""))?.st_mode == S_IFDIR | 0o700)
        #expect(directory.status("home/" + (stages.first ?? ""))?.st_uid == geteuid())
        #expect(try builder.publish(staged).published == staged)
        _ = consume builder
        #expect(directory.names("home").count == 50)
        #expect(directory.names("home").allSatisfy { $0.hasPrefix("user") })
    }

    @Test func `a home that is not published is gone with its builder`() throws {
        try directory.makeDirectory("skel/a")
        do {
            var builder = try HomeBuilder(in: homes, skeleton: skeleton())
            _ = try builder.build(home("alice"))
        }
        #expect(directory.names("home") == [])
    }

    @Test func `nothing in place is ever replaced, and the others go on`() throws {
        try directory.makeDirectory("home/empty", mode: 0o755)
        try directory.write("home/file", "kept")
        try directory.link("home/link", to: "nowhere")
        var builder = try HomeBuilder(in: homes, skeleton: skeleton())
        var staged: [StagedHome] = []
        for name in ["a", "empty", "b", "file", "link", "c"] { staged.append(try builder.build(home(name))) }
        let publication = try builder.publish(staged)
        #expect(publication.published.map(\.specification.name.description) == ["a", "b", "c"])
        #expect(publication.refused.map(\.home.specification.name.description) == ["empty", "file", "link"])
        #expect(publication.refused.map(\.error.code) == [.exists, .exists, .exists])
        #expect(publication.refused.first?.error.message.contains(directory.full("home/empty")) == true)
        _ = consume builder
        #expect(directory.names("home") == ["a", "b", "c", "empty", "file", "link"])
        #expect(directory.status("home/empty")?.st_uid == 0)
        #expect(directory.text("home/file") == "kept")
    }

    @Test func `a home is built once at a time`() throws {
        var builder = try HomeBuilder(in: homes, skeleton: .empty)
        let first = try builder.build(home("alice"))
        #expect(failure(try builder.build(first.specification)) == .exists)
        #expect(try builder.publish([first]).published == [first])
        #expect(try builder.publish([first]).refused.map(\.error.code) == [.notFound])
        let second = try builder.build(home("alice"))
        #expect(try builder.publish([second]).refused.map(\.error.code) == [.exists])
    }

    @Test func `the umask of the process changes nothing`() throws {
        try directory.write("skel/file", "", mode: 0o666)
        try directory.makeDirectory("skel/directory", mode: 0o777)
        let home = try home("alice", mode: 0o755)
        let suite = self
        // On a thread that shares its umask with no other.
        try PrivateMounts.run {
            umask(0o027)
            _ = try suite.publish(home)
        }
        #expect(directory.status("home/alice")?.st_mode == S_IFDIR | 0o755)
        #expect(directory.status("home/alice/file")?.st_mode == S_IFREG | 0o666)
        #expect(directory.status("home/alice/directory")?.st_mode == S_IFDIR | 0o777)
    }

    @Test func `a root that hands its group on changes nothing`() throws {
        try directory.check(chown(directory.full("home"), 0, 77))
        try directory.check(chmod(directory.full("home"), 0o2755))
        try directory.write("skel/file", "")
        _ = try publish(home("alice"))
        #expect(
            directory.tree("home") == [
                "home/alice 40700 2000:2001", "home/alice/file 100644 2000:2001 = ",
            ]
        )
    }

    @Test func `a home is built in the open root, whatever its path leads to meanwhile`() throws {
        try directory.makeDirectory("victim")
        try directory.write("skel/file", "x")
        var builder = try HomeBuilder(in: homes, skeleton: skeleton())
        try directory.check(rename(directory.full("home"), directory.full("moved")))
        try directory.link("home", to: "victim")
        let staged = try builder.build(home("alice"))
        #expect(failure(try builder.publish([staged])) == .changedUnderneath)
        _ = consume builder
        #expect(directory.names("victim") == [])
        #expect(directory.names("moved") == [])
    }

    @Test func `a stage that is swapped for a link is not followed`() throws {
        try directory.makeDirectory("victim")
        try directory.write("victim/alice", "kept")
        try directory.write("skel/file", "x")
        var builder = try HomeBuilder(in: homes, skeleton: skeleton())
        let stage = try #require(directory.names("home").first)
        try directory.check(rename(directory.full("home/" + stage), directory.full("home/stolen")))
        try directory.link("home/" + stage, to: "../victim")
        let staged = try builder.build(home("alice"))
        #expect(try builder.publish([staged]).published == [staged])
        _ = consume builder
        #expect(directory.text("victim/alice") == "kept")
        #expect(directory.text("home/alice/file") == "x")
        #expect(directory.names("home/stolen") == [])
    }

    @Test func `numbers that chown takes as nothing, and set-user-id homes, are refused`() throws {
        let name = try FileName("alice")
        let mode = FilePermissions(rawValue: 0o700)
        #expect(
            failure(try HomeSpecification(name: name, uid: .max, gid: 1, permissions: mode)) == .unsafeOwner
        )
        #expect(
            failure(try HomeSpecification(name: name, uid: 1, gid: .max, permissions: mode)) == .unsafeOwner
        )
        let setUserID = FilePermissions(rawValue: 0o4755)
        #expect(
            failure(try HomeSpecification(name: name, uid: 1, gid: 1, permissions: setUserID)) == .unsafeOwner
        )
        #expect(
            message(try HomeSpecification(name: name, uid: 1, gid: 1, permissions: setUserID)).contains(
                "04755"
            )
        )
    }

    @Test func `two builders of one home do not meet`() throws {
        var first = try HomeBuilder(in: homes, skeleton: .empty)
        var second = try HomeBuilder(in: homes, skeleton: .empty)
        let one = try first.build(home("alice", uid: 1))
        let two = try second.build(home("alice", uid: 2))
        #expect(try second.publish([two]).published == [two])
        #expect(try first.publish([one]).refused.map(\.error.code) == [.exists])
        #expect(directory.status("home/alice")?.st_uid == 2)
    }
}
