import Foundation
import Testing

/// What `autohome check` finds across files.
@Suite struct SiteCommandTests {
    private static let maps = [
        "etc/auto.master": "/h /etc/auto.h\n", "etc/auto.h": "joe -ro srv:/data\n", "etc/hostname": "srv\n",
        "etc/exports": "/srv 10.0.0.1(ro,no_subtree_check)\n", "srv/kept": "",
    ]

    private func codes(_ result: Autohome.Result) throws -> [String] {
        let found = try #require(try result.json()["diagnostics"] as? [[String: Any]])
        return found.map { "\($0["file"] ?? ""):\($0["line"] ?? 0) \($0["code"] ?? "")" }
    }

    @Test func `reports a finding across files once, and only when all files are checked`() async throws {
        try await TemporaryRoot.with(Self.maps) { root in
            let result = try await root.check("--format", "json")
            #expect(try codes(result) == ["/etc/auto.h:1 SYS001"])
            #expect(result.status == 1)
            let named = try await Autohome.run(["check", root.path + "/etc/auto.h", "--format", "json"])
            #expect(try codes(named) == [])
        }
    }

    @Test func `reports findings in files such as nsswitch.conf and passwd`() async throws {
        let files = Self.maps.merging([
            "etc/auto.h": "joe -ro srv:/srv\n", "etc/nsswitch.conf": "automount: sss files\n",
            "etc/passwd": "ann:x:1001:1001::/h/ann:/bin/sh\n",
        ]) { $1 }
        try await TemporaryRoot.with(files) { root in
            let result = try await root.check("--format", "json")
            #expect(try codes(result) == ["/etc/nsswitch.conf:1 MST017", "/etc/passwd:1 SYS005"])
            let shown = try await root.check()
            #expect(shown.output.contains("\n3 files checked, findings in 2 other files: "), "\(shown)")
        }
    }

    @Test func `silences findings in nsswitch.conf and passwd by comment`() async throws {
        let files = Self.maps.merging([
            "etc/nsswitch.conf": "# autohome: ignore MST017 sss has it too\nautomount: sss files\n",
            "etc/passwd": "  # autohome: ignore SYS005 she has left\nann:x:1001:1001::/h/ann:/bin/sh\n",
        ]) { $1 }
        try await TemporaryRoot.with(files) { root in
            let result = try await root.check("--format", "json")
            #expect(try codes(result).filter { !$0.hasSuffix("SYS001") } == [], "\(result)")
        }
    }

    @Test func `silences a finding across files by comment`() async throws {
        let files = Self.maps.merging([
            "etc/auto.h": "# autohome: ignore SYS001 exported by hand\njoe -ro srv:/data\n"
        ]) { $1 }
        try await TemporaryRoot.with(files) { root in
            let result = try await root.check()
            #expect(result.status == 0, "\(result)")
            #expect(result.output.contains("1 silenced"))
        }
    }

    @Test func `compares the files with the server and domain in the configuration`() async throws {
        let files = Self.maps.merging([
            "etc/auto.h": "joe -ro srv:/srv\n", "etc/idmapd.conf": "[General]\nDomain = a.com\n",
            "etc/autohome/autohome.toml": """
            [directory]
            uris = ["ldapi:///"]
            base = "dc=a,dc=com"
            bind = "external"
            [homes]
            root = "/srv/home"
            prefix = "/elsewhere"
            [exports]
            clients = ["10.0.0.1"]
            [automount]
            server = "other"
            [check]
            idmap_domain = "b.com"

            """,
        ]) { $1 }
        try await TemporaryRoot.with(files) { root in
            let result = try await root.check("--format", "json")
            #expect(try codes(result) == ["/etc/auto.master:1 SYS004", "/etc/idmapd.conf:2 SYS010"])
        }
    }

    @Test func `does not report a finding across files that a fix removes`() async throws {
        let files = Self.maps.merging([
            "etc/auto.master": "/h /etc/auto.h\r\n", "etc/auto.h": "joe -ro srv:/srv\n",
        ]) { $1 }
        try await TemporaryRoot.with(files) { root in
            let before = try await root.check("--format", "json")
            #expect(try codes(before) == ["/etc/auto.master:1 MST003", "/etc/auto.master:1 MST006"])
            let after = try await root.check("--fix", "--format", "json")
            #expect(try codes(after) == [])
        }
    }

    @Test func `checks the permissions of a map named on the command line`() async throws {
        try await TemporaryRoot.with(["auto.x": "joe -ro srv:/x\n"]) { root in
            let path = root.path + "/auto.x"
            for (mode, expected) in [(0o644, []), (0o755, ["MST004"]), (0o646, ["MAP031"])] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
                let result = try await Autohome.run(["check", path, "--format", "json"])
                #expect(try codes(result) == expected.map { "\(path):1 \($0)" })
            }
        }
    }
}
