import LDAPClient
import LDAPEntries
import LDAPTestSupport
import Testing

@Suite struct ReferenceTests {
    /// Users, and references to other servers beside them.
    private static func directory(_ names: [String]) -> String {
        names.reduce(SampleUsers.ldif(count: 5)) { text, name in
            text + """
                dn: ou=\(name),dc=example,dc=org
                objectClass: referral
                objectClass: extensibleObject
                ou: \(name)
                ref: ldap://dc2.example.net/DC=\(name),DC=example,DC=org


                """
        }
    }

    private func users(_ server: SlapdServer, ignoring patterns: [String]) async throws -> Int {
        var request = SearchRequest(base: server.suffix, filter: "(uid=*)", pageSize: 2)
        request.ignoredReferences = patterns.map { ReferencePattern($0) }
        request.staysInDomain = true
        var count = 0
        for try await batch in try await connect(server).search(request) { count += batch.count }
        return count
    }

    @Test(arguments: [
        ["*DomainDnsZones*", "*ForestDnsZones*"],
        ["dc=domaindnszones, dc=example, dc=org", "DC=ForestDnsZones,*"],
        ["ldap://dc2.example.net/*"],
        ["*"],
    ])
    func `references that are known to hide nothing are ignored`(patterns: [String]) async throws {
        try await SlapdServer.withServer(ldif: Self.directory(["DomainDnsZones", "ForestDnsZones"])) {
            server in
            let count = try await users(server, ignoring: patterns)
            #expect(count == 5)
        }
    }

    @Test(arguments: [
        [], ["*DomainDnsZones*"], ["DomainDnsZones", "child"], ["*DomainDnsZones*", "ldap://dc1*"],
        ["DC=DomainDnsZones*", "dc=example,dc=org"],
    ])
    func `one reference that is not ignored makes the answer incomplete`(patterns: [String]) async throws {
        try await SlapdServer.withServer(ldif: Self.directory(["DomainDnsZones", "child"])) { server in
            let error = try await #require(throws: LDAPError.self) {
                try await users(server, ignoring: patterns)
            }
            #expect(error.code == .incomplete)
            #expect(error.referrals.contains { $0.contains("child") })
        }
    }

    private static let bound = LDAPText.message(1, HostileAnswer.result(0x61, 0))
    private static let scope = "1.2.840.113556.1.4.1339"

    /// A domain controller of `dc=x` after the bind: its root DSE, its partitions, and one user.
    private static func controller(
        controls: [String] = [scope],
        partitions: [(name: String, flags: String)] = [("CN=Configuration,DC=x", "1"), ("DC=x", "3")]
    ) -> [[UInt8]] {
        let root = LDAPText.entry(
            2,
            "",
            [("supportedControl", controls), ("configurationNamingContext", ["CN=Configuration,DC=x"])]
        )
        let references = partitions.flatMap { partition in
            LDAPText.entry(
                3,
                "CN=a,CN=Partitions,CN=Configuration,DC=x",
                [("nCName", [partition.name]), ("systemFlags", [partition.flags])]
            )
        }
        let user = { LDAPText.entry($0, "CN=a,DC=x", [("uid", ["a"])]) + LDAPText.done($0) }
        return [bound, root + LDAPText.done(2)]
            + (controls.isEmpty ? [user(3)] : [references + LDAPText.done(3), user(4)])
    }

    /// Searches below `dc=x`, and returns whether the server was asked to stay in the domain.
    private func staysInDomain(_ answers: [[UInt8]], base: String = "dc=x", ignoring: [String] = [])
        async throws -> Bool
    {
        let peer = try ScriptedPeer(answers: answers)
        let connection = try await connect(LDAPSettings(uris: ["ldap://127.0.0.1:\(peer.port)"]))
        var request = SearchRequest(base: base)
        request.staysInDomain = true
        request.ignoredReferences = ignoring.map { ReferencePattern($0) }
        var names: [String] = []
        for try await batch in connection.search(request) { names += batch.map(\.dn) }
        #expect(names == ["CN=a,DC=x"])
        return String(decoding: peer.received, as: UTF8.self).contains(Self.scope)
    }

    @Test(
        arguments: [
            [("CN=Configuration,DC=x", "1"), ("DC=DomainDnsZones,DC=x", "5"), ("DC=x", "3"), ("DC=y", "3")],
            [],
        ] as [[(String, String)]]
    )
    func `a domain without others below it is asked for no references`(partitions: [(String, String)])
        async throws
    {
        #expect(try await staysInDomain(Self.controller(partitions: partitions)))
    }

    @Test(arguments: ["3", "0", ""])
    func `nothing is hidden while another domain may have users below the base`(flags: String) async throws {
        let answers = Self.controller(partitions: [("DC=child,DC=x", flags), ("DC=x", "3")])
        #expect(try await !staysInDomain(answers))
        #expect(try await staysInDomain(answers, ignoring: ["DC=child,*"]))
        #expect(try await staysInDomain(answers, base: "ou=people,dc=x"))
    }

    @Test func `a server that does not list the control does not get it`() async throws {
        #expect(try await !staysInDomain(Self.controller(controls: [])))
    }

    @Test(arguments: [1, 50, 51] as [UInt8])
    func `a root DSE that cannot be read changes nothing`(code: UInt8) async throws {
        let user = LDAPText.entry(3, "CN=a,DC=x", []) + LDAPText.done(3)
        #expect(try await !staysInDomain([Self.bound, LDAPText.done(2, code), user]))
    }
}
