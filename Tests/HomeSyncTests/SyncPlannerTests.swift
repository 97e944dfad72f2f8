import Accounts
import HomeSync
import MountMaps
import SourceText
import Testing

@Suite struct SyncPlannerTests {
    let planner = SyncPlanner(settings: settings)

    @Test func `plans homes, then maps, the master map and exports for a fresh server`() throws {
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001), account("bob", uid: 1002)]),
            seeing: observation()
        )
        #expect(plan.homes.map(\.name) == ["alice", "bob"])
        #expect(plan.files.map(\.path) == ["/etc/auto.home", "/etc/auto.master", "/etc/exports"])
        #expect(plan.files.allSatisfy { $0.before == nil })
        #expect(plan.servesAll)
        #expect(!plan.isEmpty)
        #expect(!plan.reloadsExports)
    }

    @Test func `plans the reload of the exports as the last step`() throws {
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(serverIsRunning: true)
        )
        #expect(plan.steps.first?.newHome?.name == "alice")
        #expect(plan.steps.last == .reloadExports(ExportsReload(reason: .tableChanges)))
        #expect(plan.steps.count == 5)
    }

    @Test func `gives each step its precondition`() throws {
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(files: [.exports: "# mine\n"], serverIsRunning: true)
        )
        #expect(
            plan.steps.map(\.precondition) == [
                .homeIsAbsent(name: "alice"),
                .fileHolds(nil, path: "/etc/auto.home"),
                .fileHolds(nil, path: "/etc/auto.master"),
                .fileHolds(Array("# mine\n".utf8), path: "/etc/exports"),
                .serverIsRunning,
            ]
        )
    }

    @Test func `plans nothing when everything is in place`() throws {
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(
                occupants: ["alice": .init(isDirectory: true, uidNumber: 1001)],
                files: try settledFiles(),
                serverIsRunning: true
            )
        )
        #expect(plan.isEmpty)
        #expect(plan.present == 1)
    }

    @Test func `plans only the home of a new account`() throws {
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001), account("carol", uid: 1003)]),
            seeing: observation(
                occupants: ["alice": .init(isDirectory: true, uidNumber: 1001)],
                files: try settledFiles()
            )
        )
        #expect(plan.homes.map(\.name) == ["carol"])
        #expect(plan.files.isEmpty)
    }

    @Test func `reports an obstacle when a home belongs to another uid`() throws {
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(occupants: ["alice": .init(isDirectory: true, uidNumber: 4711)])
        )
        #expect(plan.homes.isEmpty)
        #expect(plan.obstacles.map(\.kind) == [.foreignOwner])
        #expect(!plan.servesAll)
    }

    @Test func `reports an obstacle when a link is in the place of a home`() throws {
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(occupants: ["alice": .init(isDirectory: false, uidNumber: 1001)])
        )
        #expect(plan.homes.isEmpty)
        #expect(plan.obstacles.map(\.kind) == [.notDirectory])
    }

    @Test func `removes nothing when LDAP returns no accounts`() throws {
        let plan = try planner.plan(for: reading([]), seeing: observation(files: try settledFiles()))
        #expect(plan.isEmpty)
    }

    @Test(arguments: [(true, true, true), (true, false, false), (false, true, false)])
    func `plans a reload only for a running server with a stale table`(
        isRunning: Bool,
        isStale: Bool,
        isTold: Bool
    )
        throws
    {
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(
                files: try settledFiles(),
                exportsAreStale: isStale,
                serverIsRunning: isRunning
            )
        )
        #expect(plan.reloadsExports == isTold)
    }

    @Test func `keeps lines written by hand in exports unchanged`() throws {
        let written = "# mine\n/data\t10.1.0.0/16(ro)   # old\n"
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(files: [.exports: written])
        )
        let change = try #require(plan.files.first { $0.file == .exports })
        #expect(String(decoding: change.after, as: UTF8.self).hasPrefix(written))
        #expect(change.diff.contains("+/srv/home 10.0.0.0/8(rw,sync,no_subtree_check)"))
        #expect(!change.diff.contains("\n-"))
    }

    @Test func `reports a conflict with an export written by hand, and plans the rest`() throws {
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(files: [.exports: "/srv/home 10.0.0.0/8(ro)\n"])
        )
        #expect(plan.obstacles.map(\.kind) == [.fileConflict])
        #expect(plan.obstacles[0].message.contains("/etc/exports:1"))
        #expect(plan.files.map(\.file) == [.autoHome, .autoMaster])
        #expect(plan.homes.count == 1)
    }

    @Test(arguments: ["10.0.0.0/8(ro)", "10.0.0.0/8(rw,sync,no_subtree_check)"])
    func `reports a conflict with a drop-in that exports the homes to the same client`(client: String) throws
    {
        let dropIn = SourceFile(name: "/etc/exports.d/a.exports", text: "# mine\n/srv/home \(client)\n")
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(otherTables: [dropIn])
        )
        #expect(plan.obstacles.map(\.kind) == [.fileConflict])
        #expect(plan.obstacles.first?.message.hasPrefix("/etc/exports.d/a.exports:2:") == true)
        #expect(!plan.files.contains { $0.file == .exports })
    }

    @Test func `accepts a drop-in about other paths and clients`() throws {
        let dropIn = SourceFile(
            name: "/etc/exports.d/a.exports",
            text: "/srv/home ws1(ro)\n/x 10.0.0.0/8(ro)\n"
        )
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(otherTables: [dropIn])
        )
        #expect(plan.servesAll)
    }

    @Test func `finds a conflict in a drop-in after one with an unfinished line`() throws {
        let unfinished = SourceFile(name: "/etc/exports.d/a.exports", text: "/x ws1(ro) \\\n")
        let conflict = SourceFile(name: "/etc/exports.d/b.exports", text: "/srv/home 10.0.0.0/8(ro)\n")
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(otherTables: [unfinished, conflict])
        )
        #expect(plan.obstacles.count == 1)
        #expect(plan.obstacles.first?.message.hasPrefix("/etc/exports.d/b.exports:1:") == true)
    }

    @Test(arguments: ["10.0.0.0/255.0.0.0(ro)", "10.0.0.0/7(ro)", "10.0.0.5/8(rw,no_root_squash)"])
    func `reports a conflict with an earlier subnet that would win, and its line`(client: String) throws {
        let written = "/data 10.1.0.0/16(ro)\n/srv/home/ \(client)\n"
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(files: [.exports: written])
        )
        #expect(plan.obstacles.map(\.kind) == [.fileConflict])
        #expect(plan.obstacles[0].message.contains("/etc/exports:2: /srv/home is exported here"))
    }

    @Test(arguments: ["10.1.0.0/16(ro)", "11.0.0.0/8(ro)", "ws1(ro)", "10.0.0.0/7(rw,sync,no_subtree_check)"])
    func `accepts exceptions for some clients and the same options for more`(client: String) throws {
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(files: [.exports: "/srv/home \(client)\n"])
        )
        #expect(plan.servesAll)
    }

    @Test func `reports an obstacle when a map file is executable`() throws {
        let plan = try planner.plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(files: [.autoHome: "#!/bin/sh\n"], executables: [.autoHome])
        )
        #expect(plan.obstacles.map(\.path) == ["/etc/auto.home"])
        #expect(plan.obstacles[0].message.contains("is executable"))
    }

    @Test func `throws when the settings cannot be written as exports`() {
        var bad = settings
        bad.exports.grants = [.init(clients: ["10.0.0.0/8 (rw)"])]
        #expect(throws: SyncError.self) {
            try SyncPlanner(settings: bad).plan(
                for: reading([account("alice", uid: 1001)]),
                seeing: observation()
            )
        }
    }
}
