import AutomountResolver
import Foundation
import Testing

@Suite struct ResolutionTests {
    @Test func `reports the mount and traces every step with its file and line`() throws {
        let resolution = FakeClient.resolve(
            "/home/alice/mail",
            home: "# homes\n* -rw,nosuid server:/srv/home/&\n"
        )
        let mount = try #require(resolution.mounts.first)
        #expect(mount.mountPoint == "/home/alice")
        #expect(mount.type == "nfs")
        #expect(mount.options == ["rw", "nosuid"])
        #expect(mount.source == "server:/srv/home/alice")
        #expect(mount.locations == [Location(host: "server", path: "/srv/home/alice", weight: 0)])
        #expect(resolution.failure == nil)
        let wildcard = try #require(resolution.trace.first { $0.rule == .wildcard })
        #expect(wildcard.file == "/etc/auto.home")
        #expect(wildcard.line == 2)
        #expect(wildcard.before == "alice")
        #expect(
            resolution.trace.map(\.rule.rawValue) == [
                "mount-point", "wildcard", "ampersand", "expand", "options-of-entry", "location", "mount",
            ]
        )
    }

    @Test func `records no trace unless an explanation is asked for`() {
        let files = ["/etc/auto.master": "/home /etc/auto.home\n", "/etc/auto.home": "* srv:/home/&\n"]
        var resolver = Resolver(source: FakeClient(files: files))
        let resolution = resolver.resolve("/home/alice")
        #expect(resolution.trace.isEmpty)
        #expect(resolution.mounts == resolver.explain("/home/alice").mounts)
    }

    @Test func `does not read files below a mount point, which would trigger a mount`() {
        let client = FakeClient(
            files: [
                "/etc/auto.master": "/home /etc/auto.home\n/home/work /etc/auto.work\n",
                "/etc/auto.home": "* srv:/home/&\n", "/etc/auto.work": "* srv:/work/&\n",
                "/home/work": "a file, if somebody looked\n",
            ],
            others: ["/home": .directory]
        )
        var resolver = Resolver(source: client)
        #expect(resolver.resolve("/home/work/x").mounts.map(\.source) == ["srv:/work/x"])
    }

    @Test(arguments: [
        ("/home/bob", "alice srv:/a\n", ResolutionFailure.Code.noSuchKey),
        ("/srv/x", "alice srv:/a\n", .noMountPoint),
        ("/home", "alice srv:/a\n", .noKey),
        ("/home/alice", "alice -ro\n", .badEntry),
        ("/home/alice", "alice srv/a\n", .noHost),
        ("/home/alice", "alice bad!host:/a\n", .badLocation),
        ("/gone/x", "alice srv:/a\n", .noMap),
        ("/home/alice", "alice -fstype=autofs auto.gone\n", .noMap),
        ("/home/alice/x", "alice -fstype=autofs auto.gone\n", .noMap),
    ]) func `gives each kind of failure its code and a help text`(
        path: String,
        home: String,
        code: ResolutionFailure.Code
    ) {
        let resolution = FakeClient.resolve(path, home: home, master: "/gone /etc/auto.gone\n")
        #expect(resolution.mounts.isEmpty)
        #expect(resolution.failure?.code == code)
        #expect(resolution.failure?.help.isEmpty == false)
    }

    @Test(arguments: [
        ("/home /etc/auto.x\n", MapFile.missing, "/etc/auto.x does not exist"),
        ("/home /etc/auto.x\n", .directory, "/etc/auto.x is a directory, not a map"),
        ("/home file:auto.x\n", .unusable(reason: "auto.x is a socket"), "auto.x is a socket"),
        ("/home program:/etc/auto.x\n", .unusable(reason: "a link loop"), "a link loop"),
    ]) func `reports why a map cannot be read, and which master map line names it`(
        master: String,
        file: MapFile,
        words: String
    ) throws {
        var client = FakeClient(files: ["/etc/auto.master": "# homes\n" + master])
        client.others["/etc/auto.x"] = file
        var resolver = Resolver(source: client)
        let failure = try #require(resolver.resolve("/home/alice").failure)
        #expect(failure.code == .noMap)
        #expect(failure.message.contains(words))
        #expect(failure.file == "/etc/auto.master")
        #expect(failure.line == 2)
    }

    @Test func `reports why the master map cannot be read`() throws {
        var client = FakeClient(files: [:])
        client.others["/etc/auto.master"] = .unusable(reason: "/etc/auto.master is a named pipe")
        var resolver = Resolver(source: client)
        let failure = try #require(resolver.resolve("/home/alice").failure)
        #expect(failure.code == .noMasterMap)
        #expect(failure.message.contains("/etc/auto.master is a named pipe"))
    }

    @Test func `fails with no-master-map when there is no master map`() {
        var resolver = Resolver(source: FakeClient(files: [:]))
        #expect(resolver.resolve("/home/a").failure?.code == .noMasterMap)
    }

    @Test func `encodes a resolution to JSON with the documented keys, and decodes it`() throws {
        let found = FakeClient.resolve("/home/alice", home: "alice -rw srv:/a\n")
        let missing = FakeClient.resolve("/home/bob", home: "alice srv:/a\n")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(missing), as: UTF8.self)
        #expect(text.hasPrefix(#"{"error":{"code":"no-such-key","file":"/etc/auto.home","help":""#))
        for resolution in [found, missing] {
            let decoded = try JSONDecoder().decode(Resolution.self, from: try encoder.encode(resolution))
            #expect(decoded == resolution)
        }
        let object = try #require(
            try JSONSerialization.jsonObject(with: encoder.encode(found)) as? [String: Any]
        )
        #expect(Set(object.keys) == ["path", "mounts", "trace"])
        let mount = try #require((object["mounts"] as? [[String: Any]])?.first)
        #expect(Set(mount.keys) == ["mountPoint", "type", "options", "source", "locations"])
    }

    @Test(arguments: [
        ("/home/x", ["/etc/auto.master:1"]), ("/data", ["/etc/auto.master:2"]),
        ("/home/sub/y", ["/etc/auto.master:1", "/etc/auto.home:2"]),
    ])
    func `traces the options of a map to the line that sets them`(path: String, places: [String]) {
        let files = [
            "/etc/auto.master": "/home /etc/auto.home -rw\n/- /etc/auto.direct -ro\n",
            "/etc/auto.home": "x srv:/x\nsub -fstype=autofs,soft file:/etc/auto.sub\n",
            "/etc/auto.direct": "/data srv:/data\n",
            "/etc/auto.sub": "* srv:/sub/&\n",
        ]
        var resolver = Resolver(source: FakeClient(files: files))
        let steps = resolver.explain(path).trace.filter { $0.rule == .optionsOfMap }
        #expect(steps.map { "\($0.file ?? ""):\($0.line ?? 0)" } == places)
    }
}
