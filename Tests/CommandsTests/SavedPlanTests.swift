import Foundation
import LDAPTestSupport
import Testing

@Suite struct SavedPlanTests {
    private let alice = TemporarySite.User(name: "alice", uidNumber: 10_001)

    /// A site with a plan that was saved for review, and the plan's path.
    private func withPlan(_ body: (TemporarySite, String) async throws -> Void) async throws {
        try await TemporarySite.with([alice]) { site in
            let path = site.slapd.directoryPath + "/plan.json"
            let result = try await site.autohome("plan", "--out", path)
            #expect(result.status == 0)
            try await body(site, path)
        }
    }

    @Test func `applies a saved plan once`() async throws {
        try await withPlan { site, plan in
            let result = try await site.autohome("sync", "--plan", plan)
            #expect(result.status == 0, "\(result)")
            #expect(try site.homes() == ["alice"])
            let again = try await site.autohome("sync", "--plan", plan)
            #expect(again.status == 2)
            #expect(again.error.contains("done already"), "\(again.error)")
        }
    }

    @Test func `applies no saved plan while the LDAP server cannot be asked`() async throws {
        try await withPlan { site, plan in
            site.slapd.kill()
            try await site.expect(2, "sync", "--plan", plan)
            #expect(try site.homes() == [])
        }
    }

    @Test(arguments: [
        ("replace: uidNumber\nuidNumber: 10009\n", "LDAP has 10009:100 now"),
        ("replace: homeDirectory\nhomeDirectory: /home/elsewhere\n", "gets no home any more"),
        (
            "add: objectClass\nobjectClass: shadowAccount\n-\nadd: shadowExpire\nshadowExpire: 1\n",
            "is expired now"
        ),
    ])
    func `refuses a saved plan when LDAP has changed`(modification: String, message: String) async throws {
        try await withPlan { site, plan in
            let change = "dn: cn=alice 10001,dc=example,dc=org\nchangetype: modify\n" + modification
            let file = try site.slapd.secretFile(change, name: "change.ldif")
            let changed = try await Autohome.run(command: [
                "ldapmodify", "-x", "-D", site.slapd.rootDN, "-w", site.slapd.rootPassword,
                "-H", site.slapd.ldapiURI, "-f", file,
            ])
            #expect(changed.status == 0, "\(changed)")
            let result = try await site.autohome("sync", "--plan", plan)
            #expect(result.status == 2)
            #expect(result.error.contains(message), "\(result.error)")
            #expect(try site.homes() == [])
        }
    }

    @Test(arguments: [(0o666, 0, "has mode 0666"), (0o600, 4_711, "belongs to uid 4711")])
    func `refuses a plan and a configuration that others could have written`(
        mode: Int,
        owner: Int,
        message: String
    ) async throws {
        try await withPlan { site, plan in
            for (file, arguments) in [
                (plan, ["sync", "--plan", plan]), (site.root + "/etc/autohome/autohome.toml", ["sync"]),
            ] {
                try FileManager.default.setAttributes(
                    [.posixPermissions: mode, .ownerAccountID: owner],
                    ofItemAtPath: file
                )
                let result = try await Autohome.run(arguments + ["--root", site.root])
                #expect(result.status == 2)
                #expect(result.error.contains(message), "\(result.error)")
            }
            #expect(try site.homes() == [])
        }
    }

    @Test(arguments: [
        ("\"madeAt\" : 1", "\"madeAt\" : 0", "days old"),
        ("\"host\" : \"", "\"host\" : \"other-", "was made on other-"),
    ])
    func `refuses a plan that is old or of another machine`(
        text: String,
        replacement: String,
        message: String
    ) async throws {
        try await withPlan { site, plan in
            let saved = try String(contentsOfFile: plan, encoding: .utf8)
            let changed = saved.replacing(text, with: replacement)
            #expect(changed != saved)
            // JSON has no numbers with a leading zero.
            try Data(changed.replacing("\"madeAt\" : 0", with: "\"madeAt\" : ").utf8)
                .write(to: URL(fileURLWithPath: plan))
            let result = try await site.autohome("sync", "--plan", plan)
            #expect(result.status == 2)
            #expect(result.error.contains(message), "\(result.error)")
        }
    }

    @Test func `refuses a plan with another digest than the approved one`() async throws {
        try await withPlan { site, plan in
            let other = String(repeating: "0", count: 64)
            let result = try await site.autohome("sync", "--plan", plan, "--digest", other)
            #expect(result.status == 2)
            #expect(result.error.contains("not the one that --digest names"))
            let json = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: plan)))
            let digest = try #require((json as? [String: Any])?["digest"] as? String)
            try await site.expect(0, "sync", "--plan", plan, "--digest", digest)
        }
    }

    @Test func `refuses a saved plan when a file changed after it was made`() async throws {
        try await withPlan { site, plan in
            try site.write("etc/exports", "/data *(ro)\n")
            let before = try await site.snapshot()
            let result = try await site.autohome("sync", "--plan", plan)
            #expect(result.status == 2)
            #expect(result.error.contains("/etc/exports was changed after the plan was made"))
            let after = try await site.snapshot()
            #expect(after == before)
        }
    }

    @Test func `refuses a saved plan that was edited`() async throws {
        try await withPlan { site, plan in
            let text = try String(contentsOfFile: plan, encoding: .utf8).replacing(
                "\"alice\"",
                with: "\"../../etc\""
            )
            try Data(text.utf8).write(to: URL(fileURLWithPath: plan))
            let result = try await site.autohome("sync", "--plan", plan)
            #expect(result.status == 2)
            #expect(result.error.contains("its digest does not match"))
            #expect(try site.homes() == [])
        }
    }

    @Test func `refuses a saved plan made with another configuration`() async throws {
        try await withPlan { site, plan in
            try site.configure(["root = \"/srv/home\"": "root = \"/srv/other\""])
            try FileManager.default.createDirectory(
                atPath: site.root + "/srv/other",
                withIntermediateDirectories: false
            )
            try await site.expect(0, "home", "accept-root")
            let result = try await site.autohome("sync", "--plan", plan)
            #expect(result.status == 2)
            #expect(result.error.contains("does not match the configuration"))
        }
    }

    @Test func `reports a saved plan that is missing`() async throws {
        try await withPlan { site, plan in
            let result = try await site.autohome("sync", "--plan", plan + "2")
            #expect(result.status == 2)
            #expect(result.error.contains("plan.json2"))
        }
    }
}
