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

    @Test func `init describes Samba, and plan accepts what it writes`() async throws {
        let (written, configuration, plan) = try await initialised([
            "--uri", server.ldapsURI, "--bind-dn", "alice@example.org",
            "--password-file", try server.secretFile(Users.password),
            "--ca-file", server.certificateAuthorityFile,
        ])
        #expect(written.status == 0, "\(written)")
        #expect(written.output.contains("is Samba Active Directory, as its root DSE shows"), "\(written)")
        #expect(written.output.contains("4 of 4 users show a stable id (objectGUID)"), "\(written)")
        #expect(written.output.contains("(unixHomeDirectory)"), "\(written)")
        #expect(!configuration.contains("[directory.users.attributes]"), "\(configuration)")
        #expect(plan.status == 0, "\(plan)")
        #expect(try plan.newHomes() == ["alice 10001:10000", "bob 10004:10000"])
    }

    @Test func `init says that Samba shows an anonymous client no users, and ends with 2`() async throws {
        let (written, configuration, _) = try await initialised([
            "--uri", server.ldapsURI, "--ca-file", server.certificateAuthorityFile,
        ])
        #expect(written.status == 2, "\(written)")
        #expect(written.error.contains("not seen"), "\(written)")
        #expect(configuration.contains("# NOT SEEN"), "\(configuration)")
    }
}
