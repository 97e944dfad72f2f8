import Accounts
import Foundation
import HomeSync
import Homes
import MountMaps
import SourceText
import SystemFiles
import SystemPackage
import Testing

@Suite struct ServerObserverTests {
    private static let dropIn = "/etc/auto.master.d/10-autohome.autofs"
    private static let claim = "/home /etc/auto.site\n"

    /// The observation of a root with these files.
    private func observation(
        _ files: [String: String],
        master: String = dropIn,
        prepare: (String) throws -> Void = { _ in }
    ) async throws -> Observation {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("see-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        for (name, text) in files.merging(["/etc/skel/x": "", "/srv/home/x": ""], uniquingKeysWith: { $1 }) {
            let file = URL(fileURLWithPath: path + name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
        // The drop-in of autohome needs its directory.
        try FileManager.default.createDirectory(
            atPath: path + "/etc/auto.master.d",
            withIntermediateDirectories: true
        )
        try prepare(path)
        var settings = settings
        settings.automount.master = master
        let root = try RootDirectory(FilePath(path))
        let homes = try HomesRoot(at: "/srv/home", in: root)
        let server = ScriptedServer(isRunning: false)
        return try await ServerObserver(root: root, homes: homes, settings: settings, server: server)
            .observe(for: AccountList([]))
    }

    private func conflicts(_ observation: Observation, master: String = dropIn) throws -> [String] {
        var settings = settings
        settings.automount.master = master
        return try SyncPlanner(settings: settings).plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation
        ).obstacles
            .map(\.message)
    }

    @Test(arguments: [
        (["/etc/auto.master": "+dir:/etc/auto.master.d\n", "/etc/auto.master.d/9-site.autofs": claim]),
        (["/etc/auto.master": "+file:/etc/site\n+dir:/etc/auto.master.d\n", "/etc/site": claim]),
        (["/etc/auto.master": "+/etc/site\n+dir:/etc/auto.master.d\n", "/etc/site": claim]),
        (["/etc/auto.master": "+auto.site\n+dir:/etc/auto.master.d\n", "/etc/auto.site": claim]),
        ([
            "/etc/auto.master": "+/etc/site\n+dir:/etc/auto.master.d\n", "/etc/site": "+dir:/etc/site.d\n",
            "/etc/site.d/a.autofs": claim,
        ]),
        ([
            "/etc/auto.own": claim + "+dir:/etc/auto.master.d\n",
            "/etc/autofs.conf": "[ autofs ]\nmaster_map_name = auto.own\n",
        ]),
    ])
    func `reports a conflict when an included master map claims the homes first`(
        _ files: [String: String]
    ) async throws {
        let seen = try await observation(files)
        #expect(seen.master.isRead)
        let conflicts = try conflicts(seen)
        #expect(
            conflicts.count == 1 && conflicts[0].contains("automount would use this line instead of"),
            "\(conflicts)"
        )
    }

    @Test(arguments: [
        ["/etc/auto.master": "+dir:/etc/auto.master.d\n", "/etc/auto.master.d/11-site.autofs": claim],
        ["/etc/auto.master": "+dir:/etc/auto.master.d\n+file:/etc/site\n", "/etc/site": claim],
        ["/etc/auto.master": "+dir:/etc/auto.master.d\n", "/etc/auto.master.d/.9-site.autofs": claim],
        ["/etc/auto.master": "+/etc/site\n", "/etc/site": "+dir:/etc/auto.master.d\n" + claim],
        [
            "/etc/auto.master": "+dir:/etc/auto.master.d\n+auto.site\n",
            "/etc/nsswitch.conf": "automount: sss files",
        ],
    ])
    func `reports no conflict for master map lines read after those of autohome`(_ files: [String: String])
        async throws
    {
        let seen = try await observation(files)
        #expect(seen.master.isRead)
        #expect(try conflicts(seen).isEmpty)
    }

    @Test func `reports a conflict only for includes before the lines of autohome`() async throws {
        let own = "# BEGIN autohome\n/home /etc/auto.home\n# END autohome\n"
        let files = ["/etc/site": "+/etc/deep\n", "/etc/deep": Self.claim]
        for (text, count) in [("+/etc/site\n" + own, 1), (own + "+/etc/site\n", 0)] {
            let all = files.merging(["/etc/auto.master": text]) { $1 }
            let seen = try await observation(all, master: "/etc/auto.master")
            #expect(try conflicts(seen, master: "/etc/auto.master").count == count)
        }
    }

    @Test func `detects a master map drop-in that no include reads`() async throws {
        let seen = try await observation(["/etc/auto.master": "/net -hosts\n"])
        #expect(!seen.master.isRead)
        #expect(try await observation([:]).master.isRead)
    }

    @Test func `reads an exports table whose name is not UTF-8`() async throws {
        let seen = try await observation(["/etc/exports.d/x": ""]) { root in
            let name = Array("\(root)/etc/exports.d/b".utf8) + [0xFF] + Array(".exports".utf8)
            let path = FilePath(platformString: name.map { CChar(bitPattern: $0) } + [0])
            let file = try FileDescriptor.open(
                path,
                .writeOnly,
                options: .create,
                permissions: .ownerReadWrite
            )
            try file.closeAfter { _ = try file.writeAll(Array("/srv/home *(ro)\n".utf8)) }
        }
        #expect(seen.exports.otherTables.map(\.bytes) == [Array("/srv/home *(ro)\n".utf8)])
    }
}
