import Accounts
import LDAPClient
import LDAPEntries
import LDAPTestSupport
import Testing

@Suite(.samba(ldif: SampleDomain.ldif))
struct SambaTests {
    private let server: SambaServer

    init() throws {
        server = try #require(SambaServer.shared)
    }

    @Test func `Samba is recognised by its root DSE`() async throws {
        let root = try await connect(server.settings()).rootDSE()
        #expect(ProviderKind(of: root) == .samba)
        #expect(root.namingContexts.contains(server.suffix))
    }

    @Test func `binds to Samba over ldaps and StartTLS with its own authority`() async throws {
        for uri in [server.ldapsURI, server.ldapURI] {
            var settings = server.settings()
            settings.uris = [uri]
            settings.tls.startTLS = uri == server.ldapURI
            #expect(try await connect(settings).entry(at: server.suffix) != nil)
            settings.tls.certificateAuthorityFile = nil
            let error = try await #require(throws: LDAPError.self) { try await connect(settings) }
            #expect(error.code == .tlsFailed)
        }
    }

    @Test func `Samba refuses a password without TLS, and the error mentions TLS`() async throws {
        var settings = server.settings()
        settings.uris = [server.ldapURI]
        let error = try await #require(throws: LDAPError.self) { try await connect(settings) }
        #expect(error.code == .denied)
        #expect(error.resultCode == .strongerAuthRequired)
        #expect(error.message.contains("TLS"))
    }

    @Test func `Samba refuses an anonymous search, and the error says why`() async throws {
        var settings = server.settings()
        settings.bind = .anonymous
        let error = try await #require(throws: LDAPError.self) {
            try await accounts(below: server.suffix, settings)
        }
        #expect(error.message.contains("without authentication"), "\(error)")
    }

    @Test(arguments: [nil, 0, 2])
    func `reads the users of Samba's whole domain, and neither computers nor contacts`(
        pageSize: Int?
    ) async throws {
        let snapshot = try await accounts(below: server.suffix, server.settings(), pageSize: pageSize)
        let active = snapshot.accounts.filter { $0.state == .active }.map(\.uidNumber)
        // Another test deletes 10005 for a moment.
        #expect(Set(active).union([10_005]) == [10_001, 10_002, 10_003, 10_004, 10_005])
        #expect(snapshot.accounts.filter { $0.state == .disabled }.map(\.name) == ["disabled"])
        #expect(snapshot.accounts.filter { $0.state == .expired }.map(\.name) == ["expired"])
        #expect(snapshot.conflicts.isEmpty)
    }

    @Test func `the home of a user of Samba is unixHomeDirectory, never the Windows homeDirectory`()
        async throws
    {
        let snapshot = try await accounts(below: server.suffix, server.settings())
        #expect(snapshot.accounts.first { $0.name == "alice" }?.homeDirectory == "/home/alice")
        #expect(snapshot.refused.map(\.dn) == ["CN=share,\(SampleDomain.users)"])
        #expect(snapshot.refused.map(\.reason) == [.missingAttribute])
        #expect(snapshot.refused.first?.message.contains("unixHomeDirectory") == true)
    }

    @Test func `a search of Samba's whole domain is incomplete unless references are left out`() async throws
    {
        let connection = try await connect(server.settings())
        var request = SearchRequest(base: server.suffix, filter: "(sAMAccountName=alice)")
        let error = try await #require(throws: LDAPError.self) { try await connection.all(request) }
        #expect(error.code == .incomplete)
        for partition in ["CN=Configuration", "DC=DomainDnsZones"] {
            #expect(error.referrals.contains { $0.contains(partition) }, "\(error)")
        }
        request.staysInDomain = true
        #expect(try await connection.all(request).count == 1)
    }

    @Test func `the text of an objectGUID is the one by which Samba finds the entry`() async throws {
        let id = try #require(try await account("alice").stableID)
        #expect(id.utf8.count == 36)
        let found = try await connect(server.settings()).all(
            SearchRequest(base: SampleDomain.users, filter: "(objectGUID=\(id))")
        )
        #expect(found.map(\.dn) == ["CN=alice,\(SampleDomain.users)"])
    }

    @Test func `objectGUID stays when an entry of Samba is renamed or moved`() async throws {
        for (name, change) in [
            ("renamed", "newrdn: CN=newname\ndeleteoldrdn: 1\n"),
            ("moved", "newrdn: CN=moved\ndeleteoldrdn: 1\nnewsuperior: CN=Computers,\(server.suffix)\n"),
        ] {
            let before = try await account(name)
            try await server.modify("dn: \(before.dn)\nchangetype: modrdn\n\(change)")
            let after = try await account(name)
            #expect(after.dn != before.dn)
            #expect(after.stableID == before.stableID && after.stableID != nil)
        }
    }

    @Test func `an entry of Samba that is deleted and added again has another objectGUID`() async throws {
        let before = try await account("replaced")
        let user = DomainUser("replaced", uidNumber: 10_005)
        try await server.modify("dn: \(before.dn)\nchangetype: delete\n\n" + user.ldif)
        let after = try await account("replaced")
        #expect(after.dn == before.dn)
        #expect(after.stableID != before.stableID)
    }

    @Test func `a lockout by failed passwords in Samba does not disable the account`() async throws {
        try await server.modify(
            """
            dn: \(server.suffix)
            changetype: modify
            replace: lockoutThreshold
            lockoutThreshold: 3

            """
        )
        let attack = server.settings("attacked@example.org", password: "guess")
        for _ in 0..<4 { await #expect(throws: LDAPError.self) { try await connect(attack) } }
        let dn = "CN=attacked,\(SampleDomain.users)"
        let attributes = ["lockoutTime", "msDS-User-Account-Control-Computed"]
        let entry = try await connect(server.settings()).entry(at: dn, attributes: attributes)
        #expect(entry?.values(of: "lockoutTime").count == 1)
        // UF_LOCKOUT (MS-ADTS section 2.2.16).
        #expect(entry?.text(of: "msDS-User-Account-Control-Computed") == "16")
        #expect(try await account("attacked").state == .active)
    }

    @Test func `a change in Samba is noticed by its update sequence number`() async throws {
        let (account, feed) = try await followed(server.settings(), below: server.suffix, until: 10_077) {
            try await server.modify(
                "dn: CN=alice,\(SampleDomain.users)\nchangetype: modify\nreplace: gidNumber\ngidNumber: 10077\n"
            )
        }
        #expect(account.name == "alice")
        #expect(feed == .updateSequenceNumbers)
    }

    private func account(_ name: String) async throws -> Account {
        let snapshot = try await accounts(below: server.suffix, server.settings())
        return try #require(snapshot.accounts.first { $0.name == name })
    }
}
