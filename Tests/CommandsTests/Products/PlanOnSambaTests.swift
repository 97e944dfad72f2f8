import LDAPTestSupport
import Testing

/// Two users with homes on Linux, and three that get none.
private enum Users {
    static let password = "Secret-1234"
    static let ldif = [
        DomainUser(
            "alice",
            uidNumber: 10_001,
            lines: [#"homeDirectory: \\server\homes\alice"#],
            password: password
        ),
        DomainUser("disabled", uidNumber: 10_002, lines: ["userAccountControl: 546"]),
        DomainUser("expired", uidNumber: 10_003, lines: ["accountExpires: 130000000000000000"]),
        DomainUser("windows", uidNumber: nil),
        DomainUser("bob", uidNumber: 10_004),
    ].map(\.ldif).joined()
}

@Suite(.samba(ldif: Users.ldif))
struct PlanOnSambaTests {
    private let server: SambaServer

    init() throws {
        server = try #require(SambaServer.shared)
    }

    @Test func `plan needs only uris, base, bind and authority for Samba`() async throws {
        let plan = try await plan(
            fromDirectory: """
                uris = ["\(server.ldapsURI)"]
                base = "\(server.suffix)"
                bind = "simple"
                bind_dn = "alice@example.org"
                password_file = "\(try server.secretFile(Users.password))"
                ca_file = "\(server.certificateAuthorityFile)"
                """
        )
        #expect(plan.status == 0, "\(plan)")
        #expect(try plan.newHomes() == ["alice 10001:10000", "bob 10004:10000"])
        #expect(try plan.refusedDNs().isEmpty)
    }
}
