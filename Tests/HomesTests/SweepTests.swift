import Glibc
import Homes
import SystemFiles
import SystemFilesTestSupport
import SystemPackage
import Testing

@Suite struct SweepTests {
    private static let name = ".autohome-stage-0123456789abcdef"

    let directory: TestDirectory
    let homes: HomesRoot

    init() throws {
        directory = try TestDirectory()
        try directory.makeDirectory("home")
        homes = try HomesRoot(at: "/home", in: directory.root())
    }

    private func leaveStage(_ name: String = SweepTests.name) throws {
        try directory.makeDirectory("home/" + name, mode: 0o700)
        try directory.makeDirectory("home/" + name + "/alice")
        try directory.write("home/" + name + "/alice/.profile", "half")
        try directory.link("home/" + name + "/alice/link", to: "/etc")
    }

    @Test func `removes the staging directory of a process that has ended`() throws {
        try leaveStage()
        try leaveStage(".autohome-stage-fedcba9876543210")
        try directory.makeDirectory("home/bob")
        #expect(try HomeBuilder.sweep(in: homes) == 2)
        #expect(directory.names("home") == ["bob"])
        #expect(try HomeBuilder.sweep(in: homes) == 0)
    }

    @Test func `keeps the staging directory of a running builder`() throws {
        var builder = try HomeBuilder(in: homes, skeleton: .empty)
        let home = try builder.build(
            HomeSpecification(name: FileName("alice"), uid: 1, gid: 1, permissions: .ownerReadWriteExecute)
        )
        #expect(try HomeBuilder.sweep(in: homes) == 0)
        #expect(try builder.publish([home]).published == [home])
    }

    @Test(arguments: [
        ".autohome-stage-0123456789abcde", ".autohome-stage-0123456789abcdef0", ".autohome-stage-",
        "autohome",
    ])
    func `keeps a directory that is not named like a staging directory`(name: String) throws {
        try leaveStage(name)
        #expect(try HomeBuilder.sweep(in: homes) == 0)
        #expect(directory.text("home/" + name + "/alice/.profile") == "half")
    }

    @Test func `keeps a staging directory that another user could have made`() throws {
        try leaveStage()
        let stage = directory.full("home/" + SweepTests.name)
        try directory.check(chown(stage, 1000, 1000))
        #expect(try HomeBuilder.sweep(in: homes) == 0)
        try directory.check(chown(stage, 0, 0))
        try directory.check(chmod(stage, 0o701))
        #expect(try HomeBuilder.sweep(in: homes) == 0)
        try directory.check(chmod(stage, 0o700))
        #expect(try HomeBuilder.sweep(in: homes) == 1)
    }

    @Test func `keeps a link or file that is named like a staging directory`() throws {
        try directory.makeDirectory("victim", mode: 0o700)
        try directory.write("victim/file", "kept")
        try directory.link("home/" + SweepTests.name, to: "../victim")
        try directory.write("home/.autohome-stage-fedcba9876543210", "kept")
        #expect(try HomeBuilder.sweep(in: homes) == 0)
        #expect(directory.text("victim/file") == "kept")
        #expect(directory.names("home").count == 2)
    }

    @Test func `stops at a file system mounted in a staging directory and keeps its files`() throws {
        try leaveStage()
        let mount = "home/" + SweepTests.name + "/alice/mount"
        try directory.makeDirectory(mount)
        let directory = directory
        let result = try PrivateMounts.run {
            try PrivateMounts.mountMemory(on: directory.full(mount))
            try directory.write(mount + "/file", "kept")
            // The root must be opened here: one opened outside lies in the mount namespace of the process.
            let own = try HomesRoot(at: "/home", in: directory.root())
            return (failure(try HomeBuilder.sweep(in: own)), directory.text(mount + "/file"))
        }
        #expect(result == (.crossesMount, "kept"))
    }
}
