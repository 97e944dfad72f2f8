import Accounts
import HomeSync
import MountMaps
import SourceText
import Testing

private let listing = SiteSettings(
    homes: HomesSettings(root: "/srv/home"),
    exports: ExportsSettings(
        grants: [
            .init(clients: ["10.0.0.0/8", "@staff"]), .init(clients: ["ws1"], options: ["ro", "sec=krb5p"]),
        ],
        layout: .each,
        fsid: .stable
    ),
    automount: AutomountSettings(server: "nfs.example.org", layout: .explicit)
)

private func text(_ file: ManagedFile, _ homes: [String], _ settings: SiteSettings = listing) throws -> String
{
    let bytes = try FileGenerator(settings: settings, homes: homes)
        .text(of: file, over: SourceFile(name: file.path(in: settings), bytes: []))
    return String(decoding: bytes, as: UTF8.self)
}

@Suite struct LayoutTests {
    let planner = SyncPlanner(settings: listing)
    let present = Observation.Homes.Occupant(isDirectory: true, uidNumber: 1001)

    @Test func `exports each home separately, with an fsid derived from its path`() throws {
        let lines = try text(.exports, ["alice", "bob"]).split(separator: "\n")
        #expect(lines.count == 4)
        // uuidgen --sha1 --namespace @url --name file:///srv/home/alice
        let fsid = "fsid=385dd048-f883-5862-a5af-fe27071d340a"
        #expect(
            lines[1] == """
                /srv/home/alice 10.0.0.0/8(\(fsid),rw,sync,no_subtree_check) @staff(\(fsid),rw,sync,no_subtree_check) \
                ws1(\(fsid),ro,sec=krb5p)
                """
        )
        #expect(!lines[2].contains(fsid))
    }

    @Test func `derives the fsid of the homes root from its path`() throws {
        var settings = listing
        settings.exports.layout = .root
        #expect(
            try text(.exports, [], settings).contains(
                "/srv/home 10.0.0.0/8(fsid=ee57ce93-9ecd-59f6-a885-29c1b3cf3802,rw,"
            )
        )
    }

    @Test func `writes a map line for each home and no wildcard in the explicit layout`() throws {
        #expect(
            try text(.autoHome, ["alice", "bob"]).split(separator: "\n").dropFirst().dropLast() == [
                "alice -nosuid,nodev nfs.example.org:/srv/home/alice",
                "bob -nosuid,nodev nfs.example.org:/srv/home/bob",
            ]
        )
    }

    @Test func `lists homes of served accounts and leaves out homes with a wrong owner`() throws {
        let plan = try planner.plan(
            for: reading([
                account("alice", uid: 1001), account("bob", uid: 1002), account("carol", uid: 1003),
            ]),
            seeing: observation(occupants: [
                "alice": present, "bob": .init(isDirectory: true, uidNumber: 4711),
            ])
        )
        #expect(plan.listedHomes == ["alice", "carol"])
        #expect(plan.files.map(\.file) == [.autoHome, .autoMaster, .exports])
        #expect(!plan.files.contains { String(decoding: $0.after, as: UTF8.self).contains("bob") })
    }

    @Test func `keeps the lines of an existing home when its account is gone`() throws {
        let files = [
            ManagedFile.exports: try text(.exports, ["alice", "bob"]),
            .autoHome: try text(.autoHome, ["alice", "bob"]),
            .autoMaster: try text(.autoMaster, []),
        ]
        let plan = try planner.plan(
            for: reading([]),
            seeing: observation(files: files, listedHomes: ["alice", "bob"])
        )
        #expect(plan.isEmpty)
        #expect(plan.listedHomes == ["alice", "bob"])
        let later = try planner.plan(
            for: reading([]),
            seeing: observation(files: files, listedHomes: ["bob"])
        )
        #expect(later.files.map(\.file) == [.autoHome, .exports])
        #expect(later.files.allSatisfy { !String(decoding: $0.after, as: UTF8.self).contains("alice") })
    }

    @Test func `reads listed homes only from the lines between the markers`() throws {
        func names(_ file: ManagedFile, _ text: String, _ settings: SiteSettings = listing) -> Set<String> {
            ListedHomes(in: file, SourceFile(name: "x", text: text), settings: settings).names
        }
        let exports =
            "/srv/home/hand ws1(ro)\n" + (try text(.exports, ["alice"])) + "/srv/home/under ws1(ro)\n"
        #expect(names(.exports, exports) == ["alice"])
        let map = "hand srv:/x\n" + (try text(.autoHome, ["alice", "bob"]))
        #expect(names(.autoHome, map) == ["alice", "bob"])
        let evil = "# BEGIN autohome\n/srv/home/../etc ws1(rw)\n/srv/homes/x ws1(ro)\n# END autohome\n"
        #expect(names(.exports, evil) == [])
        #expect(names(.exports, exports, settings) == [])
    }

    @Test func `reports a master map drop-in that is not included`() throws {
        var settings = listing
        settings.automount.master = "/etc/auto.master.d/autohome.autofs"
        let plan = try SyncPlanner(settings: settings)
            .plan(for: reading([account("alice", uid: 1001)]), seeing: observation(masterIsRead: false))
        #expect(plan.obstacles.map(\.path) == ["/etc/auto.master"])
        #expect(plan.obstacles.first?.message.contains("+dir:/etc/auto.master.d") == true)
        #expect(plan.files.contains { $0.path == settings.automount.master })
    }

    @Test func `reports a conflict with another table that exports one of the homes`() throws {
        let other = SourceFile(name: "/etc/exports", text: "/srv/home/bob @staff(ro)\n")
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001), account("bob", uid: 1002)]),
            seeing: observation(otherTables: [other])
        )
        #expect(plan.obstacles.map(\.kind) == [.fileConflict])
        #expect(plan.obstacles.first?.message.hasPrefix("/etc/exports:1:") == true)
    }
}
