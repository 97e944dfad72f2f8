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
    func `copies the skeleton into a home and gives it to its owner`(durability: HomeBuilder.Durability)
        throws
    {
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

    @Test func `keeps the homes of a batch in a hidden staging directory until published`() throws {
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

    @Test func `removes an unpublished home together with its builder`() throws {
        try directory.makeDirectory("skel/a")
        do {
            var builder = try HomeBuilder(in: homes, skeleton: skeleton())
            _ = try builder.build(home("alice"))
        }
        #expect(directory.names("home") == [])
    }

    @Test func `never replaces an existing entry, and publishes the other homes`() throws {
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

    @Test func `refuses to build or publish the same home twice`() throws {
        var builder = try HomeBuilder(in: homes, skeleton: .empty)
        let first = try builder.build(home("alice"))
        #expect(failure(try builder.build(first.specification)) == .exists)
        #expect(try builder.publish([first]).published == [first])
        #expect(try builder.publish([first]).refused.map(\.error.code) == [.notFound])
        let second = try builder.build(home("alice"))
        #expect(try builder.publish([second]).refused.map(\.error.code) == [.exists])
    }

    @Test func `ignores the umask of the process`() throws {
        try directory.write("skel/file", "", mode: 0o666)
        try directory.makeDirectory("skel/directory", mode: 0o777)
        let home = try home("alice", mode: 0o755)
        let suite = self
        // On a thread with its own umask.
        try PrivateMounts.run {
            umask(0o027)
            _ = try suite.publish(home)
        }
        #expect(directory.status("home/alice")?.st_mode == S_IFDIR | 0o755)
        #expect(directory.status("home/alice/file")?.st_mode == S_IFREG | 0o666)
        #expect(directory.status("home/alice/directory")?.st_mode == S_IFDIR | 0o777)
    }

    @Test func `sets owner and mode even below a set-group-ID root`() throws {
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

    @Test func `detects a homes root that was moved while a home was built`() throws {
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

    @Test func `does not follow a link that replaced the staging directory`() throws {
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

    @Test func `refuses uid and gid -1, and set-user-ID homes`() throws {
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

    @Test func `publishes a home only for the first of two builders`() throws {
        var first = try HomeBuilder(in: homes, skeleton: .empty)
        var second = try HomeBuilder(in: homes, skeleton: .empty)
        let one = try first.build(home("alice", uid: 1))
        let two = try second.build(home("alice", uid: 2))
        #expect(try second.publish([two]).published == [two])
        #expect(try first.publish([one]).refused.map(\.error.code) == [.exists])
        #expect(directory.status("home/alice")?.st_uid == 2)
    }
}
