import Foundation
import Testing

/// Generated content gets the same findings as files written by hand.
@Suite struct GeneratedPolicyTests {
    private static func files(_ policy: String) -> [String: String] {
        [
            "etc/autohome/autohome.toml": """
            [directory]
            uris = ["ldapi:///"]
            base = "dc=example,dc=org"
            bind = "anonymous"
            [homes]
            root = "/srv/home"
            [exports]
            clients = ["10.0.0.0/8"]
            options = ["rw", "async", "no_subtree_check"]
            [automount]
            server = "192.0.2.1"
            \(policy)

            """, "srv/home/kept": "",
        ]
    }

    @Test(arguments: ["plan", "sync", "generate", "check"])
    func `warns on standard error about doubtful values in plan, sync, generate and check`(command: String)
        async throws
    {
        try await TemporaryRoot.with(Self.files("")) { root in
            let arguments = [command] + (command == "generate" ? ["exports"] : [])
            let result = try await Autohome.run(arguments + ["--root", root.path])
            #expect(result.error.contains("autohome.toml:8:1: warning: clients gives the finding EXP043"))
            #expect(result.error.contains("[CFG007 doubtful-value]"), "\(result)")
            #expect(!result.output.contains("CFG007"))
        }
    }

    @Test(arguments: [["exports"], ["resolve", "/home/x"], ["explain", "EXP043"], ["fmt"]])
    func `exports, resolve, explain and fmt do not warn about doubtful configuration values`(
        arguments: [String]
    ) async throws {
        try await TemporaryRoot.with(Self.files("")) { root in
            let result = try await Autohome.run(arguments + ["--root", root.path])
            #expect(!result.error.contains("CFG007"), "\(result)")
        }
    }

    @Test func `a silence for the generated file also silences the warning about the configuration`()
        async throws
    {
        let silence = """
            [[check.silence]]
            code = "EXP043"
            file = "/etc/exports"
            path = "/srv/home"
            reason = "scratch"
            """
        for (policy, warnings, silenced) in [("", "1 warning", false), (silence, "0 warnings", true)] {
            try await TemporaryRoot.with(Self.files(policy)) { root in
                for (file, path) in [
                    ("exports", "exports"), ("auto.master", "auto.master"), ("auto.home", "auto.home"),
                ] {
                    let text = try await Autohome.run(["generate", file, "--root", root.path]).output
                    try root.write("etc/" + path, text)
                }
                let result = try await root.check()
                #expect(result.output.contains("3 files checked: 0 errors, \(warnings)"), "\(result)")
                #expect(result.output.contains("1 silenced") == silenced, "\(result)")
                #expect(result.error.contains("CFG007") == !silenced, "\(result)")
            }
        }
    }
}
