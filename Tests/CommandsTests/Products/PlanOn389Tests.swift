import LDAPTestSupport
import Testing

/// Six people, the second of them locked, and an identity that may read all of them.
private enum People {
    static let password = "Secret-1234"
    static let ldif =
        SampleUsers.ldif(count: 6)
        // 389-DS takes the value in any case.
        .replacing("uid: user1\n", with: "uid: user1\nnsAccountLock: TRUE\n")
            + """
            dn: cn=autohome,dc=example,dc=org
            objectClass: person
            cn: autohome
            sn: autohome
            userPassword: \(password)
            nsSizeLimit: -1


            """
}

@Suite(.directoryServer389(ldif: People.ldif, settings: ["nsslapd-sizelimit": "5"]))
struct PlanOn389Tests {
    private let server: DirectoryServer389

    init() throws {
        server = try #require(DirectoryServer389.shared)
    }

    @Test func `plan needs only uris, base and bind for 389-DS, and gives a locked account no home`()
        async throws
    {
        let plan = try await plan(
            fromDirectory: """
                uris = ["\(server.ldapiURI)"]
                base = "\(server.suffix)"
                bind = "simple"
                bind_dn = "cn=autohome,\(server.suffix)"
                password_file = "\(try server.secretFile(People.password))"
                """
        )
        #expect(plan.status == 0, "\(plan)")
        #expect(try plan.newHomes() == [0, 2, 3, 4, 5].map { "user\($0) \(10_000 + $0):10000" })
    }

    @Test func `plan ends with 2 and names the limit of 389-DS that cut the answer off`() async throws {
        let plan = try await plan(
            fromDirectory: """
                uris = ["\(server.ldapiURI)"]
                base = "\(server.suffix)"
                bind = "anonymous"
                """
        )
        #expect(plan.status == 2, "\(plan)")
        #expect(plan.error.contains("nsSizeLimit"), "\(plan)")
    }

    @Test func `init describes 389-DS, and plan accepts what it writes`() async throws {
        let (written, configuration, plan) = try await initialised([
            "--uri", server.ldapiURI, "--bind-dn", "cn=autohome,\(server.suffix)",
            "--password-file", try server.secretFile(People.password),
        ])
        #expect(written.status == 0, "\(written)")
        #expect(written.output.contains("is 389 Directory Server, as its root DSE shows"), "\(written)")
        #expect(written.output.contains("6 of 6 users show a stable id (nsUniqueId)"), "\(written)")
        #expect(configuration.contains("\nbase = \"ou=people,\(server.suffix)\"\n"), "\(configuration)")
        #expect(!configuration.contains("[directory.users.attributes]"), "\(configuration)")
        #expect(plan.status == 0, "\(plan)")
        #expect(try plan.newHomes().count == 5)
    }

    @Test func `init names the limit of 389-DS that hides users, and ends with 2`() async throws {
        let (written, configuration, plan) = try await initialised(["--uri", server.ldapiURI])
        #expect(written.status == 2, "\(written)")
        #expect(written.error.contains("not seen: "), "\(written)")
        #expect(written.error.contains("nsSizeLimit"), "\(written)")
        #expect(configuration.contains("# NOT SEEN"), "\(configuration)")
        #expect(plan.status == 2, "\(plan)")
    }
}
