import Accounts
import Foundation
import HomeSync
import Homes
import MountMaps
import SourceText
import SystemFiles
import SystemPackage
import Testing

@Suite struct SyncRunTests {
    private func withRoot(_ body: (RootDirectory, String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
            "run-\(UUID().uuidString.prefix(8))"
        ).path
        for directory in ["etc/skel", "srv/home"] {
            try FileManager.default.createDirectory(
                atPath: "\(path)/\(directory)",
                withIntermediateDirectories: true
            )
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(try RootDirectory(FilePath(path)), path)
    }

    private func syncRun(
        _ plan: SyncPlan,
        below root: RootDirectory,
        _ server: ScriptedServer = ScriptedServer()
    ) throws -> SyncRun {
        let homes = try HomesRoot(at: "/srv/home", in: root)
        return SyncRun(plan: plan, settings: settings, root: root, homes: homes, server: server)
    }

    @Test func `reloads the exports and then verifies that the homes are offered`() async throws {
        try await withRoot { root, _ in
            let server = ScriptedServer()
            var run = try syncRun(plan(below: root, reloads: true, verifies: true), below: root, server)
            try await run.apply()
            #expect(server.log == ["reload", "offers /srv/home"])
            #expect(run.outcome.reloaded)
            #expect(run.outcome.verification == .offered)
            #expect(run.outcome.isComplete)
        }
    }

    @Test func `does not verify the exports when the plan does not ask for it`() async throws {
        try await withRoot { root, _ in
            let server = ScriptedServer()
            var run = try syncRun(plan(below: root, homes: [home("alice")]), below: root, server)
            try await run.apply()
            #expect(server.log == [])
            #expect(run.outcome.verification == .notAsked)
        }
    }

    @Test func `does not reload the exports of a server that has stopped`() async throws {
        try await withRoot { root, _ in
            let server = ScriptedServer(isRunning: false)
            var run = try syncRun(plan(below: root, reloads: true), below: root, server)
            try await run.apply()
            #expect(server.log == [])
            #expect(!run.outcome.reloaded)
            #expect(run.outcome.isComplete)
        }
    }

    @Test func `verifies the exports even when the reload reports an error`()
        async throws
    {
        try await withRoot { root, _ in
            let server = ScriptedServer(complaint: "exportfs: /x: no such directory")
            var run = try syncRun(plan(below: root, reloads: true, verifies: true), below: root, server)
            try await run.apply()
            #expect(run.outcome.reloadComplaint == "exportfs: /x: no such directory")
            #expect(run.outcome.verification == .offered)
            #expect(!run.outcome.isComplete)
        }
    }

    @Test func `reports an incomplete sync when the server does not offer an export`() async throws {
        try await withRoot { root, _ in
            let server = ScriptedServer(answer: .success(false))
            var run = try syncRun(plan(below: root, reloads: true, verifies: true), below: root, server)
            try await run.apply()
            #expect(run.outcome.verification == .missing)
            #expect(!run.outcome.isComplete)
        }
    }

    @Test func `distinguishes a server that cannot be asked from one that answers no`() async throws {
        try await withRoot { root, _ in
            let server = ScriptedServer(answer: .failure(.init()))
            var run = try syncRun(plan(below: root, reloads: true, verifies: true), below: root, server)
            try await run.apply()
            #expect(run.outcome.verification == .unknown)
            #expect(run.outcome.verificationProblem != nil)
            #expect(!run.outcome.isComplete)
        }
    }

    @Test func `verifies the exports without a reload`() async throws {
        try await withRoot { root, _ in
            let server = ScriptedServer(answer: .success(nil))
            var run = try syncRun(plan(below: root, verifies: true), below: root, server)
            try await run.apply()
            #expect(server.log == ["offers /srv/home"])
            #expect(run.outcome.verification == .unlisted)
            #expect(run.outcome.isComplete)
        }
    }

    @Test func `creates 600 homes, and none in a second run`() async throws {
        try await withRoot { root, path in
            let homes = (0..<600).map { home("user\($0)", uid: 10_000 + UInt32($0)) }
            var run = try syncRun(plan(below: root, homes: homes), below: root)
            try await run.apply()
            #expect(run.outcome.made.count == 600)
            let names = try FileManager.default.contentsOfDirectory(atPath: path + "/srv/home")
            #expect(Set(names) == Set(homes.map(\.name)))
            var again = try syncRun(plan(below: root, homes: homes), below: root)
            try await again.apply()
            #expect(again.outcome.made == [])
            #expect(again.outcome.isComplete)
        }
    }

    @Test func `stops before the first step when something occupies a planned home`() async throws {
        try await withRoot { root, path in
            try FileManager.default.createDirectory(
                atPath: path + "/srv/home/bob",
                withIntermediateDirectories: false
            )
            var run = try syncRun(plan(below: root, homes: [home("alice"), home("bob")]), below: root)
            let error = await #expect(throws: SyncError.self) { try await run.apply() }
            #expect(error?.code == .changedUnderneath)
            let names = try FileManager.default.contentsOfDirectory(atPath: path + "/srv/home")
            #expect(names == ["bob"])
        }
    }

    @Test func `stops before the first step when the homes root was replaced`() async throws {
        try await withRoot { root, path in
            let homes = try HomesRoot(at: "/srv/home", in: root)
            try FileManager.default.moveItem(atPath: path + "/srv/home", toPath: path + "/srv/old")
            try FileManager.default.createDirectory(
                atPath: path + "/srv/home",
                withIntermediateDirectories: false
            )
            var run = SyncRun(
                plan: plan(below: root, homes: [home("alice")]),
                settings: settings,
                root: root,
                homes: homes,
                server: ScriptedServer()
            )
            let error = await #expect(throws: FileError.self) { try await run.apply() }
            #expect(error?.code == .changedUnderneath)
            for directory in ["/srv/home", "/srv/old"] {
                #expect(try FileManager.default.contentsOfDirectory(atPath: path + directory) == [])
            }
        }
    }

    @Test func `rejects a plan that names a home or a file twice`() async throws {
        try await withRoot { root, path in
            let change = FileChange(
                file: .exports,
                path: "/etc/exports",
                before: nil,
                after: try generated(.exports)
            )
            let plans = [
                plan(below: root, homes: [home("alice"), home("alice", uid: 10_002)]),
                plan(below: root, files: [change, change]),
            ]
            for plan in plans {
                var run = try syncRun(plan, below: root)
                let error = await #expect(throws: SyncError.self) { try await run.apply() }
                #expect(error?.message.contains("contains a step or a home twice") == true)
            }
            #expect(!FileManager.default.fileExists(atPath: path + "/etc/exports"))
        }
    }

    @Test func `rejects a plan for another root directory`() async throws {
        try await withRoot { root, _ in
            let elsewhere = plan(below: try RootDirectory(), homes: [home("alice")])
            var run = try syncRun(elsewhere, below: root)
            let error = await #expect(throws: SyncError.self) { try await run.apply() }
            #expect(error?.code == .badPlan)
        }
    }

    @Test func `rejects a plan that writes other text than the configuration generates`() async throws {
        try await withRoot { root, path in
            let open = Array("/ *(rw,no_root_squash)\n".utf8)
            let change = FileChange(file: .exports, path: "/etc/exports", before: nil, after: open)
            var run = try syncRun(plan(below: root, files: [change]), below: root)
            let error = await #expect(throws: SyncError.self) { try await run.apply() }
            #expect(error?.message.contains("would write a different text to /etc/exports") == true)
            #expect(!FileManager.default.fileExists(atPath: path + "/etc/exports"))
        }
    }

    @Test(arguments: [
        ("../etc", 10_001, 100, "/srv/home"), ("", 10_001, 100, "/srv/home"),
        (".ssh", 10_001, 100, "/srv/home"),
        ("alice", 0, 100, "/srv/home"), ("alice", 999, 100, "/srv/home"), ("alice", 10_001, 0, "/srv/home"),
        ("alice", 10_001, UInt32.max, "/srv/home"), ("alice", 10_001, 100, "/etc"),
    ])
    func `rejects a plan with a home that the configuration does not allow`(
        name: String,
        uid: UInt32,
        gid: UInt32,
        homesRoot: String
    ) async throws {
        try await withRoot { root, path in
            let bad = plan(
                below: root,
                homes: [home("good"), home(name, uid: uid, gid: gid)],
                homesRoot: homesRoot
            )
            var run = try syncRun(bad, below: root)
            await #expect(throws: SyncError.self) { try await run.apply() }
            let names = try FileManager.default.contentsOfDirectory(atPath: path + "/srv/home")
            #expect(names.isEmpty)
        }
    }

    @Test func `rejects a plan that writes a file that is not configured`() async throws {
        try await withRoot { root, path in
            let change = FileChange(file: .exports, path: "/etc/passwd", before: nil, after: Array("x".utf8))
            var run = try syncRun(plan(below: root, files: [change]), below: root)
            await #expect(throws: SyncError.self) { try await run.apply() }
            #expect(!FileManager.default.fileExists(atPath: path + "/etc/passwd"))
        }
    }

    @Test func `accepts a file that another sync has already written`() async throws {
        try await withRoot { root, path in
            let text = try generated(.exports)
            let change = FileChange(file: .exports, path: "/etc/exports", before: nil, after: text)
            try Data(text).write(to: URL(fileURLWithPath: path + "/etc/exports"))
            var run = try syncRun(plan(below: root, files: [change]), below: root)
            try await run.apply()
            #expect(run.outcome.written == [])
            #expect(run.outcome.isComplete)
        }
    }

    @Test func `stops before the first step when a file changed after the plan was made`() async throws {
        try await withRoot { root, path in
            let change = FileChange(
                file: .exports,
                path: "/etc/exports",
                before: nil,
                after: try generated(.exports)
            )
            try Data("mine\n".utf8).write(to: URL(fileURLWithPath: path + "/etc/exports"))
            let overtaken = plan(below: root, homes: [home("alice")], files: [change])
            var run = try syncRun(overtaken, below: root)
            let error = await #expect(throws: SyncError.self) { try await run.apply() }
            #expect(error?.code == .changedUnderneath)
            let names = try FileManager.default.contentsOfDirectory(atPath: path + "/srv/home")
            #expect(names.isEmpty)
        }
    }

    private func generated(_ file: ManagedFile) throws -> [UInt8] {
        try FileGenerator(settings: settings)
            .text(of: file, over: SourceFile(name: file.path(in: settings), bytes: []))
    }
}
