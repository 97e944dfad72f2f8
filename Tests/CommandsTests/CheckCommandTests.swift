import Foundation
import Testing

/// What `autohome check` shows, fixes and silences.
@Suite struct CheckCommandTests {
    private static let loose = "/srv/home 10.0.0.0/8(rw,no_subtree_check,insecure)\n"

    @Test func `counts a finding that a comment silences without showing it`() async throws {
        let text = "# autohome: ignore EXP042 clients are containers behind NAT\n" + Self.loose
        try await TemporaryRoot.with(["etc/exports": text, "srv/home/kept": ""]) { root in
            let result = try await root.check("--format", "json")
            let json = try result.json()
            #expect((json["diagnostics"] as? [Any])?.isEmpty == true, "\(result)")
            let silenced = try #require(json["silenced"] as? [[String: Any]])
            #expect(silenced.count == 1)
            #expect(silenced[0]["reason"] as? String == "clients are containers behind NAT")
            #expect(silenced[0]["origin"] as? String == "comment")
            let shown = try await root.check()
            #expect(shown.output == "1 file checked: 0 errors, 0 warnings, 0 notes, 1 silenced\n")
            let sarif = try await root.check("--format", "sarif")
            #expect(sarif.output.contains("\"kind\" : \"inSource\""))
        }
    }

    @Test(arguments: [
        ("etc/exports", "/srv/a *(bogus) # autohome: ignore EXP001 read by a newer server\n"),
        ("etc/exports", "# autohome: ignore EXP015 noise\n\n# homes\n/srv/a b(ro)\n"),
        ("etc/auto.master", "# autohome: ignore MST020 wanted\n/home /etc/auto.home --timeout=0\n"),
        ("etc/auto.master", "# autohome: ignore-file MST020 wanted\n/home /etc/auto.home --timeout=0\n"),
    ])
    func `accepts silencing comments in exports tables and master maps`(name: String, text: String)
        async throws
    {
        let others = [
            "etc/auto.home": "joe -ro,nosuid,nodev srv:/joe\n", "etc/hosts": "192.0.2.1 b\n",
            "srv/a/kept": "",
        ]
        try await TemporaryRoot.with(others.merging([name: text]) { $1 }) { root in
            let result = try await root.check()
            #expect(result.status == 0, "\(result)")
            #expect(result.output.contains(" 1 silenced"), "\(result)")
            let count = name == "etc/exports" ? "1 file" : "2 files"
            #expect(result.output.hasPrefix("\(count) checked"), "\(result)")
        }
    }

    @Test func `warns about a silencing comment where automount sees no comment`() async throws {
        let map = "joe srv:/joe\n # autohome: ignore MAP002 why\nann srv:/a # autohome: ignore MAP008 why\n"
        try await TemporaryRoot.with(["auto.x": map]) { root in
            let result = try await Autohome.run(["check", root.path + "/auto.x"])
            #expect(result.status == 1)
            #expect(result.output.contains("auto.x:2:2: warning: This is not a comment here"), "\(result)")
            #expect(result.output.contains("auto.x:3:12: warning: This is not a comment here"), "\(result)")
            #expect(!result.output.contains("silenced"))
        }
    }

    @Test func `applies levels and silences from the configuration`() async throws {
        let settings = """
            [check.levels]
            EXP042 = "error"
            subtree-check-unsaid = "off"
            [[check.silence]]
            code = "EXP040"
            file = "/etc/exp*"
            path = "/pub"
            reason = "a public share"

            """
        let files = [
            "etc/autohome/autohome.toml": settings,
            "etc/exports": "/pub *(rw,insecure)\n/other *(rw)\n",
            "pub/kept": "", "other/kept": "",
        ]
        try await TemporaryRoot.with(files) { root in
            let result = try await root.check("--format", "json")
            let found = try #require(try result.json()["diagnostics"] as? [[String: Any]])
            let lines = found.map { "\($0["line"] ?? 0) \($0["code"] ?? "") \($0["severity"] ?? "")" }
            #expect(lines == ["1 EXP042 error", "2 EXP040 error"])
            #expect(result.status == 1)
            let other = root.path + "/other.toml"
            try "[check.levels]\nEXP040 = \"off\"\nEXP042 = \"off\"\n".write(
                toFile: other,
                atomically: true,
                encoding: .utf8
            )
            let lax = try await root.check("--config", other)
            #expect(lax.status == 0, "\(lax)")
        }
    }

    @Test func `stops with status 2 on an error in the configuration`() async throws {
        let settings = "[check.levels]\nEXP999 = \"off\"\n"
        try await TemporaryRoot.with(["etc/autohome/autohome.toml": settings]) { root in
            let result = try await root.check()
            #expect(result.status == 2)
            let expected = "autohome.toml:2:1: error: \"EXP999\" is not"
            #expect(result.error.contains(expected), "\(result)")
        }
    }

    @Test func `accepts an export option only from the nfs-utils version that has it`() async throws {
        let exports =
            "/a b(ro,no_subtree_check,xprtsec=mtls)\n/c d(ro,no_subtree_check,bogus)\n/e f(ro,no_subtree_check)\n"
        try await TemporaryRoot.with(["etc/exports": exports]) { root in
            let old = try await root.check()
            #expect(old.output.contains("EXP056") && old.output.contains("loses the 2 entries"), "\(old)")
            try root.write("etc/autohome/autohome.toml", "[check]\nnfs_utils = \"2.6.3\"\n")
            let new = try await root.check()
            #expect(!new.output.contains("EXP056") && new.output.contains("loses the 1 entry"), "\(new)")
            #expect(!new.output.contains("xprtsec\":"), "\(new)")
        }
    }

    @Test func `shows the fixes with --diff without changing the file`() async throws {
        let text = "# mine\n/srv/home 10.0.0.1 (rw,no_subtree_check)\n"
        try await TemporaryRoot.with(["etc/exports": text]) { root in
            let diff = """
                --- /etc/exports
                +++ /etc/exports
                @@ -1,2 +1,2 @@
                 # mine
                -/srv/home 10.0.0.1 (rw,no_subtree_check)
                +/srv/home 10.0.0.1(rw,no_subtree_check)

                """
            let shown = try await root.check("--diff")
            #expect(shown.output == diff)
            #expect(shown.status == 1)
            #expect(try root.read("etc/exports") == text)
            let fixed = try await root.check("--diff", "--fix")
            #expect(fixed.output.hasPrefix(diff))
            #expect(fixed.status == 0)
            #expect(try root.read("etc/exports") == text.replacing(" (", with: "("))
            let again = try await root.check("--diff")
            #expect(again.output == "")
            #expect(again.status == 0)
        }
    }

    @Test func `does not fix a silenced finding`() async throws {
        let text = "# autohome: ignore EXP003 meant like that\n/srv/home a (ro,no_subtree_check)\n"
        try await TemporaryRoot.with(["etc/exports": text]) { root in
            _ = try await root.check("--fix")
            #expect(try root.read("etc/exports") == text)
        }
    }

    @Test func `names a file that cannot be fixed, and fixes the others`() async throws {
        let text = "/a b(ro,no_subtree_check)"
        try await TemporaryRoot.with(["a.exports": text, "b.exports": text]) { root in
            let names = [root.path + "/a.exports", root.path + "/b.exports"]
            try FileManager.default.linkItem(atPath: names[0], toPath: root.path + "/other")
            let result = try await Autohome.run(["check", "--fix"] + names)
            #expect(result.status == 2)
            #expect(result.error.contains("a.exports"), "\(result)")
            #expect(try root.read("a.exports") == text)
            #expect(try root.read("b.exports") == text + "\n")
        }
    }

    @Test func `skips a fix that would cause another error`() async throws {
        let text = "/srv/home *(rw, no_subtree_check)\n/a b (ro,no_subtree_check)"
        try await TemporaryRoot.with(["etc/exports": text]) { root in
            let result = try await root.check("--fix")
            #expect(result.status == 1)
            let fixed = "/srv/home *(rw, no_subtree_check)\n/a b(ro,no_subtree_check)\n"
            #expect(try root.read("etc/exports") == fixed, "\(result)")
        }
    }

    @Test func `keeps the permissions of a file it fixes`() async throws {
        try await TemporaryRoot.with(["a.exports": "/a b(ro,no_subtree_check)"]) { root in
            let path = root.path + "/a.exports"
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            _ = try await Autohome.run(["check", "--fix", path])
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o640)
        }
    }

    @Test func `names a file that cannot be read, and checks the others`() async throws {
        try await TemporaryRoot.with(["a.exports": "/a b (rw)\n"]) { root in
            let names = [root.path + "/missing.exports", root.path + "/a.exports"]
            let result = try await Autohome.run(["check"] + names)
            #expect(result.status == 2)
            #expect(result.error.contains("missing.exports"))
            #expect(result.output.contains("EXP003"))
            let json = try await Autohome.run(["check", "--format", "json"] + names).json()
            #expect((json["failures"] as? [[String: String]])?.first?["file"] == names[0])
        }
    }

    @Test(arguments: [
        ("exports", "/a b (rw)\n", "EXP003"), ("auto.master", "home /etc/auto.home\n", "MST001"),
        ("map", "joe srv/joe\n", "MAP007"),
    ])
    func `checks standard input as the kind that --as names`(form: String, text: String, code: String)
        async throws
    {
        try await TemporaryRoot.with(["input": text]) { root in
            let script = "exec \"$1\" check - --as \"$2\" < \"$3\""
            let result = try await Autohome.run(
                command: ["sh", "-c", script, "sh", Autohome.path, form, root.path + "/input"]
            )
            #expect(result.status == 1)
            #expect(result.output.contains("<stdin>:1:"), "\(result)")
            #expect(result.output.contains(code), "\(result)")
            let named = try await Autohome.run(["check", root.path + "/input", "--as", form])
            #expect(named.output.contains(code), "\(named)")
        }
    }

    @Test(arguments: [
        ["-"], ["--as", "exports"], ["--as", "hosts", "x"], ["--fix", "-", "--as", "map"],
        ["--diff", "--format", "json"],
    ])
    func `rejects wrong usage of check with status 64`(arguments: [String]) async throws {
        #expect(try await Autohome.run(["check"] + arguments).status == 64)
    }

    @Test func `fixes all of 20,000 mistakes in one run`() async throws {
        let count = 20_000
        let wrong = (0..<count).map { "user\($0) srv:/home/user\($0)\r\n" }.joined()
        try await TemporaryRoot.with(["auto.home": wrong]) { root in
            let result = try await Autohome.run(["check", "--fix", root.path + "/auto.home"])
            let fixed = try root.read("auto.home")
            #expect(fixed == wrong.replacing("\r\n", with: "\n"))
            #expect(!result.output.contains("can fix"), "\(result.output.suffix(300))")
        }
    }

    @Test func `summarises a very large number of findings`() async throws {
        try await TemporaryRoot.with(["a.exports": String(repeating: "/a b (x\n", count: 200_000)]) { root in
            let result = try await Autohome.run(["check", root.path + "/a.exports"])
            #expect(result.status == 1)
            #expect(result.output.utf8.count < 1_000_000)
            #expect(result.output.contains("more findings are not shown"))
        }
    }
}
