import Foundation
import Testing

/// Commands that need no LDAP server.
@Suite struct FileCommandTests {
    /// Makes a root with some files, runs the body and removes the root.
    private func withRoot(_ files: [String: String], _ body: (String) async throws -> Void) async throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(
            "root-\(UUID().uuidString.prefix(8))"
        )
        defer { try? FileManager.default.removeItem(at: root) }
        for (name, text) in files {
            let file = root.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        try await body(root.path)
    }

    private let maps = [
        "etc/auto.master": "/home /etc/auto.home -nosuid,nodev\n",
        "etc/auto.home": "# homes\n*\t-rw\tserver:/srv/home/&\n",
    ]

    @Test func `resolve prints what a path mounts`() async throws {
        try await withRoot(maps) { root in
            let result = try await Autohome.run([
                "resolve", "/home/alice", "--root", root, "--format", "json",
            ])
            #expect(result.status == 0)
            let mounts = try #require(try result.json()["mounts"] as? [[String: Any]])
            #expect(mounts.count == 1)
            #expect(mounts[0]["source"] as? String == "server:/srv/home/alice")
            #expect(mounts[0]["options"] as? [String] == ["nosuid", "nodev", "rw"])
            #expect(mounts[0]["type"] as? String == "nfs")
        }
    }

    @Test func `resolve shows the steps with --explain only`() async throws {
        try await withRoot(maps) { root in
            let plain = try await Autohome.run(["resolve", "/home/alice", "--root", root])
            #expect(plain.output == "/home/alice ← server:/srv/home/alice  -t nfs -o nosuid,nodev,rw\n")
            let explained = try await Autohome.run(["resolve", "/home/alice", "--explain", "--root", root])
            #expect(explained.output.contains("/etc/auto.home:2"))
            let call = "mount -t nfs -o nosuid,nodev,rw server:/srv/home/alice /home/alice\n"
            #expect(explained.output.hasSuffix("\n\n" + call))
        }
    }

    @Test func `resolve reads facts about the client from a file`() async throws {
        let files = maps.merging([
            "facts.json": "{\"local\": [\"198.51.100.10/24\"], \"hosts\": {\"server\": \"198.51.100.10\"}}"
        ]) { $1 }
        try await withRoot(files.merging(["bad.json": "[1"]) { $1 }) { root in
            let local = try await Autohome.run(
                ["resolve", "/home/alice", "--root", root, "--facts", root + "/facts.json"]
            )
            #expect(local.output.hasPrefix("/home/alice ← /srv/home/alice  -t bind"), "\(local)")
            let bad = try await Autohome.run([
                "resolve", "/home/alice", "--root", root, "--facts", root + "/bad.json",
            ])
            #expect(bad.status == 2)
            #expect(bad.error.contains("bad.json"))
        }
    }

    @Test func `resolve ends with status 1 when nothing would be mounted`() async throws {
        try await withRoot(maps) { root in
            let result = try await Autohome.run(["resolve", "/data/x", "--root", root, "--format", "json"])
            #expect(result.status == 1)
            let error = try #require(try result.json()["error"] as? [String: Any])
            #expect(error["code"] as? String == "no-mount-point")
        }
    }

    @Test func `check finds the blank that exports homes to everyone`() async throws {
        try await withRoot(["etc/exports": "/srv/home host (rw)\n"]) { root in
            let result = try await Autohome.run(["check", "--root", root, "--format", "json"])
            #expect(result.status == 1)
            let found = try #require(try result.json()["diagnostics"] as? [[String: Any]])
            #expect(
                found.contains {
                    $0["code"] as? String == "EXP003" && $0["file"] as? String == "/etc/exports"
                }
            )
        }
    }

    @Test func `check --fix applies safe fixes in place`() async throws {
        try await withRoot(["etc/exports": "# mine\n/srv/home 10.0.0.1 (rw,no_subtree_check)\n"]) { root in
            let result = try await Autohome.run(["check", "--fix", "--root", root])
            let text = try String(contentsOfFile: root + "/etc/exports", encoding: .utf8)
            #expect(text == "# mine\n/srv/home 10.0.0.1(rw,no_subtree_check)\n")
            #expect(result.status == 0, "\(result)")
        }
    }

    @Test func `check reads the exports drop-ins and the maps in the master map`() async throws {
        let files = maps.merging([
            "etc/exports.d/a.exports": "/srv/a *(ro,no_subtree_check)\n",
            "etc/exports.d/ignored": "/srv/b *(",
            "etc/auto.home": "* server:/srv/home\n",
        ]) { $1 }
        try await withRoot(files) { root in
            let result = try await Autohome.run(["check", "--root", root])
            #expect(result.output.contains("/etc/auto.home:1:"), "\(result.output)")
            #expect(result.output.contains("MAP010"))
            #expect(result.output.contains("EXP062"))
            #expect(!result.output.contains("EXP002"))
        }
    }

    @Test func `check reads each included map once, and runs no program map`()
        async throws
    {
        let files = [
            "etc/auto.master": "+dir:/etc/auto.master.d\n+/etc/auto.more\n/a /etc/auto.a\n/b /etc/auto.a\n",
            "etc/auto.more": "+/etc/auto.master\n/c program:/etc/auto.program\n",
            "etc/auto.master.d/x.autofs": "/x /etc/auto.x\n", "etc/auto.master.d/ignored~": "home\n",
            "etc/auto.a": "joe srv:/joe\n", "etc/auto.x": "joe srv/joe\n",
            "etc/auto.program": "#!/bin/sh\necho\n",
        ]
        try await withRoot(files) { root in
            let result = try await Autohome.run(["check", "--root", root, "--format", "text"])
            #expect(result.output.contains("/etc/auto.x:1:"), "\(result)")
            #expect(result.output.contains("5 files checked"), "\(result)")
        }
    }

    @Test func `check checks the files it is given, by the kind in their names`() async throws {
        try await withRoot([
            "exports": "/srv a(rw, sync)\n", "other": "", "auto.master": "/home\u{20}/etc/auto.home\n",
        ]) { root in
            let exports = try await Autohome.run(["check", root + "/exports"])
            #expect(exports.status == 1)
            let master = try await Autohome.run(["check", root + "/auto.master"])
            #expect(master.status == 0)
            let unknown = try await Autohome.run(["check", root + "/other"])
            #expect(unknown.status == 64)
            let missing = try await Autohome.run(["check", root + "/missing.exports"])
            #expect(missing.status == 2)
            #expect(missing.error.contains("missing.exports"))
        }
    }

    @Test func `explain describes a known code, and ends with 1 for an unknown one`() async throws {
        let known = try await Autohome.run(["explain", "EXP003"])
        #expect(known.status == 0)
        #expect(known.output.contains("Why it hurts:"))
        let unknown = try await Autohome.run(["explain", "EXP999"])
        #expect(unknown.status == 1)
        #expect(unknown.output == "")
        #expect(unknown.error.contains("EXP999"))
    }

    @Test(arguments: [
        ["frobnicate"], ["resolve"], ["resolve", "home/alice"], ["sync", "--plan"],
        ["plan", "--format", "xml"], ["resolve", "/home/alice", "--format", "sarif"],
        ["plan", "--root", ""], ["generate", "nonsense"], ["probe", ":/x"],
        ["probe", "h", "--timeout", "0"],
    ])
    func `ends with status 64 on wrong usage`(arguments: [String]) async throws {
        let result = try await Autohome.run(arguments)
        #expect(result.status == 64)
    }

    @Test func `accepts global options before and after the subcommand`() async throws {
        try await withRoot(maps) { root in
            let before = try await Autohome.run(["--root", root, "resolve", "/home/alice"])
            #expect(before.status == 0)
            let after = try await Autohome.run(["resolve", "--root", root, "/home/alice"])
            #expect(after.status == 0)
        }
    }

    @Test func `probe ends with status 2 when the server cannot be reached`() async throws {
        let result = try await Autohome.run(["probe", "127.0.0.1", "--mount-port", "1"])
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.error.contains("127.0.0.1"))
    }

    @Test func `shows the line and column of an error in the configuration`() async throws {
        try await withRoot(["etc/autohome/autohome.toml": "[homes]\nrot = \"/srv/home\"\n"]) { root in
            let result = try await Autohome.run(["plan", "--root", root])
            #expect(result.status == 2)
            #expect(result.error.contains("/etc/autohome/autohome.toml:2:1: error: unknown key \"rot\""))
        }
    }

    @Test func `prints colours to a file only with --color always`() async throws {
        try await withRoot(["etc/exports": "/srv/home host (rw)\n"]) { root in
            let plain = try await Autohome.run(["check", "--root", root])
            #expect(!plain.output.contains("\u{1B}"))
            let coloured = try await Autohome.run(["check", "--root", root, "--color", "always"])
            #expect(coloured.output.contains("\u{1B}[1;31merror"))
        }
    }
}
