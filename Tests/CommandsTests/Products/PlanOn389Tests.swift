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
}
