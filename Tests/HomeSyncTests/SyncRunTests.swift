import Accounts
import Foundation
import HomeSync
import Synchronization
import SystemFiles
import SystemPackage
import Testing

/// A server that says what a test wants, and remembers what it was asked.
private final class ScriptedServer: ExportServer {
    struct Refusal: Error {}

    let complaint: String?
    let answer: Bool?
    private let calls = Mutex<[String]>([])

    init(complaint: String? = nil, answer: Bool? = true) {
        self.complaint = complaint
        self.answer = answer
    }

    var log: [String] { calls.withLock { $0 } }

    func isRunning() -> Bool { true }

    func reload() async throws(SyncError) {
        calls.withLock { $0.append("reload") }
        if let complaint { throw SyncError(.failed, complaint) }
    }

    func offers(_ path: String) async throws -> Bool {
        calls.withLock { $0.append("offers \(path)") }
        guard let answer else { throw Refusal() }
        return answer
    }
}

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

    private func plan(
        homes: [HomeCreation] = [],
        files: [FileChange] = [],
        homesRoot: String = "/srv/home",
        reloads: Bool = false
    ) -> SyncPlan {
        SyncPlan(
            homesRoot: homesRoot,
            homes: homes,
            files: files,
            reloadsExports: reloads,
            present: 0,
            refused: [],
            conflicts: [],
            obstacles: []
        )
    }

    private func home(_ name: String, uid: UInt32 = 10_001, gid: UInt32 = 100) -> HomeCreation {
        HomeCreation(name: name, uidNumber: uid, gidNumber: gid, dn: "uid=\(name)", entryUUID: nil)
    }

    @Test func `the server is told of the exports and then asked for the homes`() async throws {
        try await withRoot { root, _ in
            let server = ScriptedServer()
            var run = SyncRun(plan: plan(reloads: true), settings: settings, root: root, server: server)
            try await run.apply()
            #expect(server.log == ["reload", "offers /srv/home"])
            #expect(run.outcome.reloaded)
            #expect(run.outcome.verification == .offered)
            #expect(run.outcome.isComplete)
        }
    }

    @Test func `a server that need not be told is not asked`() async throws {
        try await withRoot { root, _ in
            let server = ScriptedServer()
            var run = SyncRun(
                plan: plan(homes: [home("alice")]),
                settings: settings,
                root: root,
                server: server
            )
            try await run.apply()
            #expect(server.log == [])
            #expect(run.outcome.verification == .notAsked)
        }
    }

    @Test func `a complaint about somebody else's line does not hide whether our export is served`()
        async throws
    {
        try await withRoot { root, _ in
            let server = ScriptedServer(complaint: "exportfs: /x: no such directory")
            var run = SyncRun(plan: plan(reloads: true), settings: settings, root: root, server: server)
            try await run.apply()
            #expect(run.outcome.reloadComplaint == "exportfs: /x: no such directory")
            #expect(run.outcome.verification == .offered)
            #expect(!run.outcome.isComplete)
        }
    }

    @Test func `an export that is not offered is no success`() async throws {
        try await withRoot { root, _ in
            let server = ScriptedServer(answer: false)
            var run = SyncRun(plan: plan(reloads: true), settings: settings, root: root, server: server)
            try await run.apply()
            #expect(run.outcome.verification == .missing)
            #expect(!run.outcome.isComplete)
        }
    }

    @Test func `a server that cannot be asked is told apart from one that says no`() async throws {
        try await withRoot { root, _ in
            let server = ScriptedServer(answer: nil)
            var run = SyncRun(plan: plan(reloads: true), settings: settings, root: root, server: server)
            try await run.apply()
            #expect(run.outcome.verification == .unknown)
            #expect(run.outcome.verificationProblem != nil)
        }
    }

    @Test func `homes are made in batches and left as they are the next time`() async throws {
        try await withRoot { root, path in
            let homes = (0..<600).map { home("user\($0)", uid: 10_000 + UInt32($0)) }
            var run = SyncRun(
                plan: plan(homes: homes),
                settings: settings,
                root: root,
                server: ScriptedServer()
            )
            try await run.apply()
            #expect(run.outcome.made.count == 600)
            let names = try FileManager.default.contentsOfDirectory(atPath: path + "/srv/home")
            #expect(Set(names) == Set(homes.map(\.name)))
            var again = SyncRun(
                plan: plan(homes: homes),
                settings: settings,
                root: root,
                server: ScriptedServer()
            )
            try await again.apply()
            #expect(again.outcome.made == [])
            #expect(again.outcome.failures.count == 600)
        }
    }

    @Test(arguments: [
        ("../etc", 10_001, 100, "/srv/home"), ("", 10_001, 100, "/srv/home"),
        (".ssh", 10_001, 100, "/srv/home"),
        ("alice", 0, 100, "/srv/home"), ("alice", 999, 100, "/srv/home"), ("alice", 10_001, 0, "/srv/home"),
        ("alice", 10_001, UInt32.max, "/srv/home"), ("alice", 10_001, 100, "/etc"),
    ])
    func `a plan is not trusted with more than the configuration allows`(
        name: String,
        uid: UInt32,
        gid: UInt32,
        homesRoot: String
    ) async throws {
        try await withRoot { root, path in
            let bad = plan(homes: [home("good"), home(name, uid: uid, gid: gid)], homesRoot: homesRoot)
            var run = SyncRun(plan: bad, settings: settings, root: root, server: ScriptedServer())
            await #expect(throws: SyncError.self) { try await run.apply() }
            let names = try FileManager.default.contentsOfDirectory(atPath: path + "/srv/home")
            #expect(names.isEmpty)
        }
    }

    @Test func `a plan writes no other file than the configured ones`() async throws {
        try await withRoot { root, path in
            let change = FileChange(file: .exports, path: "/etc/passwd", before: nil, after: Array("x".utf8))
            var run = SyncRun(
                plan: plan(files: [change]),
                settings: settings,
                root: root,
                server: ScriptedServer()
            )
            await #expect(throws: SyncError.self) { try await run.apply() }
            #expect(!FileManager.default.fileExists(atPath: path + "/etc/passwd"))
        }
    }

    @Test func `a file that was changed after the plan stops the run before its first step`() async throws {
        try await withRoot { root, path in
            let change = FileChange(
                file: .exports,
                path: "/etc/exports",
                before: nil,
                after: Array("x\n".utf8)
            )
            try Data("mine\n".utf8).write(to: URL(fileURLWithPath: path + "/etc/exports"))
            let overtaken = plan(homes: [home("alice")], files: [change])
            var run = SyncRun(plan: overtaken, settings: settings, root: root, server: ScriptedServer())
            let error = await #expect(throws: SyncError.self) { try await run.apply() }
            #expect(error?.code == .changedUnderneath)
            let names = try FileManager.default.contentsOfDirectory(atPath: path + "/srv/home")
            #expect(names.isEmpty)
        }
    }
}
