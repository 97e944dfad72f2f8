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

    @Test func `applies a saved plan without asking the LDAP server`() async throws {
        try await withPlan { site, plan in
            site.slapd.kill()
            let result = try await site.autohome("sync", "--plan", plan)
            #expect(result.status == 0, "\(result)")
            #expect(try site.homes() == ["alice"])
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
