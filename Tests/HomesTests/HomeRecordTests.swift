import Glibc
import Homes
import SystemFiles
import SystemFilesTestSupport
import SystemPackage
import Testing

@Suite struct HomeRecordTests {
    let directory: TestDirectory
    let homes: HomesRoot

    init() throws {
        directory = try TestDirectory()
        try directory.makeDirectory("home")
        homes = try HomesRoot(at: "/home", in: directory.root())
    }

    private func alice(id: String? = "an-id") throws -> HomeSpecification {
        try HomeSpecification(
            name: FileName("alice"),
            uid: 2_000,
            gid: 2_001,
            permissions: .ownerReadWriteExecute,
            entryID: id
        )
    }

    private func makeAlice(id: String? = "an-id") throws -> Publication {
        var builder = try HomeBuilder(in: homes, skeleton: .empty)
        let staged = try builder.build(alice(id: id))
        return try builder.publish([staged])
    }

    @Test func `records for which entry a home was made`() throws {
        #expect(try makeAlice().problem == nil)
        let record = try #require(try homes.records().records["alice"])
        #expect(record.entryID == "an-id")
        #expect(record.uidNumber == 2_000)
        let status = try #require(try homes.status(of: FileName("alice")))
        #expect(record.describes(status))
        #expect(directory.status("home/.autohome")?.st_mode == S_IFDIR | 0o700)
    }

    @Test(arguments: [nil, "an-id\ninode 1"])
    func `writes no record for an entry without a stable id of one line`(id: String?) throws {
        _ = try makeAlice(id: id)
        #expect(try homes.records().records.isEmpty)
        #expect(directory.names("home") == ["alice"])
    }

    @Test(arguments: [nil, "another-id"])
    func `does not leave the record of an earlier home to a new one of the same name`(id: String?) throws {
        _ = try makeAlice()
        try directory.check(rmdir(directory.full("home/alice")))
        #expect(try makeAlice(id: id).published.count == 1)
        #expect(try homes.records().records["alice"]?.entryID == id)
    }

    @Test func `recognizes a directory that was made anew under the same name`() throws {
        _ = try makeAlice()
        let record = try #require(try homes.records().records["alice"])
        try directory.check(rename(directory.full("home/alice"), directory.full("home/old")))
        try directory.makeDirectory("home/alice")
        #expect(!record.describes(try #require(try homes.status(of: FileName("alice")))))
        #expect(record.describes(try #require(try homes.status(of: FileName("old")))))
    }

    @Test func `lists a damaged record as unreadable`() throws {
        _ = try makeAlice()
        try directory.write("home/.autohome/homes/alice", "autohome home 2\n")
        let listing = try homes.records()
        #expect(listing.records.isEmpty)
        #expect(listing.unreadable == ["alice"])
    }

    @Test func `refuses records that another user could have written`() throws {
        _ = try makeAlice()
        try directory.check(chmod(directory.full("home/.autohome"), 0o777))
        #expect(failure(try homes.records()) == .unsafeOwner)
    }

    @Test func `gives a home the record that a killed process left in its staging directory`() throws {
        _ = try makeAlice()
        let stage = "home/.autohome-stage-0123456789abcdef"
        try directory.makeDirectory(stage, mode: 0o700)
        try directory.check(
            rename(directory.full("home/.autohome/homes/alice"), directory.full(stage + "/.alice"))
        )
        #expect(try homes.records().records.isEmpty)
        #expect(try HomeBuilder.sweep(in: homes) == 1)
        #expect(try homes.records().records["alice"]?.entryID == "an-id")
    }
}

@Suite struct RootMarkTests {
    let directory: TestDirectory

    init() throws {
        directory = try TestDirectory()
        try directory.makeDirectory("home")
    }

    private func open() throws(FileError) -> HomesRoot {
        try HomesRoot(at: "/home", in: directory.root(), guarding: .mark)
    }

    @Test func `opens a homes root only after it was accepted`() throws {
        #expect(failure(try open()) == .sentinelMissing)
        try HomesRoot(at: "/home", in: directory.root()).accept()
        let homes = try open()
        try directory.check(rename(directory.full("home/.autohome"), directory.full("home/away")))
        #expect(failure(try homes.verify()) == .sentinelMissing)
    }

    @Test func `does not accept the mark of another file system`() throws {
        try HomesRoot(at: "/home", in: directory.root()).accept()
        let path = "home/.autohome/root"
        let text = try #require(directory.text(path))
        let lines = text.split(separator: "\n").map { line in
            line.hasPrefix("type ") ? "type otherfs" : line.hasPrefix("uuid ") ? "uuid 0-0" : String(line)
        }
        try directory.write(path, lines.joined(separator: "\n") + "\n")
        #expect(failure(try open()) == .sentinelMissing)
        #expect(message(try open()).contains("otherfs"))
    }
}
