import Accounts
import LDAPClient
import LDAPTestSupport
import Testing

@Suite struct AccountReaderTests {
    private static let synchronised = {
        var options = SlapdOptions()
        options.offersContentSynchronisation = true
        return options
    }()

    private func read(
        _ uris: [String],
        provider: ProviderKind? = nil,
        groups: [String]? = nil
    ) async throws -> AccountSnapshot {
        var search = AccountSearch(bases: ["dc=example,dc=org"])
        search.provider = provider
        search.groups = groups
        search.groupBase = "ou=groups,dc=example,dc=org"
        return try await AccountReader(
            settings: LDAPSettings(uris: uris),
            search: search,
            rules: AccountRules(prefix: "/home", uidNumbers: 1_000...60_000),
            logger: quiet
        ).accounts(at: 0)
    }

    @Test func `reads accounts with the stable id of the server's product`() async throws {
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 3)) { server in
            let snapshot = try await read([server.ldapiURI])
            #expect(snapshot.accounts.map(\.name) == ["user0", "user1", "user2"])
            #expect(snapshot.accounts.allSatisfy { $0.stableID?.utf8.count == 36 })
            #expect(snapshot.removalObjection == nil)
            // slapd has no attribute of that name.
            let other = try await read([server.ldapiURI], provider: .directoryServer389)
            #expect(other.accounts.count == 3 && other.accounts.allSatisfy { $0.stableID == nil })
        }
    }

    @Test func `objects to removals after the answer of a lagging server`() async throws {
        let ldif = SampleUsers.ldif(count: 2)
        try await SlapdServer.withServer(ldif: ldif, options: Self.synchronised) { behind in
            try await SlapdServer.withServer(ldif: ldif, options: Self.synchronised) { ahead in
                let late = try await read([behind.ldapiURI, ahead.ldapiURI])
                #expect(late.accounts.count == 2)
                let objection = try #require(late.removalObjection)
                #expect(
                    objection.hasPrefix(
                        "\(behind.ldapiURI) lags behind \(ahead.ldapiURI): its newest change of"
                    )
                )
                let current = try await read([ahead.ldapiURI, behind.ldapiURI])
                #expect(current.removalObjection == nil)
                await behind.stop()
                // Only servers that answer can be ahead.
                #expect(try await read([behind.ldapiURI, ahead.ldapiURI]).removalObjection == nil)
            }
        }
    }

    @Test func `a server that hides its state cannot be compared`() async throws {
        let ldif = SampleUsers.ldif(count: 1)
        try await SlapdServer.withServer(ldif: ldif) { hidden in
            try await SlapdServer.withServer(ldif: ldif, options: Self.synchronised) { shown in
                let objection = try await read([hidden.ldapiURI, shown.ldapiURI]).removalObjection
                #expect(
                    objection
                        == "\(hidden.ldapiURI) does not show contextCSN, so that it cannot be compared with "
                        + shown.ldapiURI
                )
            }
        }
    }

    @Test func `says which limit of the server cut an answer off, and how to lift it`() async throws {
        var options = SlapdOptions()
        options.sizeLimit = 2
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 3), options: options) { server in
            let error = try await #require(throws: LDAPError.self) { try await read([server.ldapiURI]) }
            #expect(error.code == .incomplete)
            #expect(error.message.contains("sizeLimitExceeded (4)"))
            #expect(error.message.contains("olcLimits: dn.exact=\"BIND DN\" size=unlimited"))
        }
    }

    private static let groups = """
        dn: ou=groups,dc=example,dc=org
        objectClass: organizationalUnit
        ou: groups

        dn: cn=listed,ou=groups,dc=example,dc=org
        objectClass: posixGroup
        cn: listed
        gidNumber: 500
        memberUid: USER0

        dn: cn=named,ou=groups,dc=example,dc=org
        objectClass: groupOfNames
        cn: named
        member: UID=user1, ou=People,dc=example,dc=org

        dn: cn=unique (old),ou=groups,dc=example,dc=org
        objectClass: groupOfUniqueNames
        cn: unique (old)
        uniqueMember: uid=user2,ou=people,dc=example,dc=org#'0101'B

        dn: cn=everybody,ou=groups,dc=example,dc=org
        objectClass: posixGroup
        cn: everybody
        gidNumber: 10000

        """

    @Test(arguments: [
        (["listed"], ["user0"]), (["named"], ["user1"]), (["unique (old)"], ["user2"]),
        (["listed", "named"], ["user0", "user1"]), (["everybody"], ["user0", "user1", "user2", "user3"]),
    ])
    func `serves only the members of the groups`(groups: [String], members: [String]) async throws {
        let ldif = SampleUsers.ldif(count: 4) + Self.groups
        try await SlapdServer.withServer(ldif: ldif) { server in
            let snapshot = try await read([server.ldapiURI], groups: groups)
            #expect(snapshot.accounts.map(\.name) == members)
            #expect(snapshot.accounts.count + snapshot.outOfScope.count == 4)
            #expect(snapshot.refused.isEmpty)
        }
    }

    @Test(arguments: ["staff", "*", "listed)(cn=*"])
    func `a group that does not exist is an error, and not a group without members`(name: String) async throws
    {
        let ldif = SampleUsers.ldif(count: 1) + Self.groups
        try await SlapdServer.withServer(ldif: ldif) { server in
            let error = try await #require(throws: LDAPError.self) {
                try await read([server.ldapiURI], groups: ["listed", name])
            }
            #expect(
                error.message.contains(
                    "shows no group \(name) below ou=groups,dc=example,dc=org; correct member_of"
                )
            )
        }
    }

    @Test func `reads a list of members that the server returns in parts`() async throws {
        let bound = LDAPText.message(1, HostileAnswer.result(0x61, 0))
        let dn = "cn=big,ou=groups,dc=example,dc=org"
        let member = { (number: Int) in "uid=user\(number),ou=people,dc=example,dc=org" }
        let peer = try ScriptedPeer(answers: [
            bound,
            LDAPText.entry(2, dn, [("member", []), ("member;range=0-1", [member(0), member(1)])])
                + LDAPText.done(2),
            LDAPText.entry(3, dn, [("member;range=2-*", [member(2)])]) + LDAPText.done(3),
            LDAPText.entry(4, member(1), Self.account(1)) + LDAPText.entry(4, member(2), Self.account(2))
                + LDAPText.entry(4, member(3), Self.account(3))
                + LDAPText.done(4),
        ])
        let snapshot = try await members(of: "big", at: peer)
        #expect(snapshot.accounts.map(\.name) == ["user1", "user2"])
        #expect(snapshot.outOfScope.map(\.name) == ["user3"])
    }

    @Test(arguments: ["member;range=0-1", "member;range=5-*", "member;range=2-1", "member;range=x", "member"])
    func `a list of members whose next part is missing is incomplete`(part: String) async throws {
        let dn = "cn=big,ou=groups,dc=example,dc=org"
        let peer = try ScriptedPeer(answers: [
            LDAPText.message(1, HostileAnswer.result(0x61, 0)),
            LDAPText.entry(2, dn, [("member;range=0-1", ["uid=a,dc=x", "uid=b,dc=x"])]) + LDAPText.done(2),
            LDAPText.entry(3, dn, [(part, ["uid=c,dc=x"])]) + LDAPText.done(3),
        ])
        let error = try await #require(throws: LDAPError.self) {
            try await members(of: "big", at: peer)
        }
        #expect(error.message.contains("does not return all members of \(dn)"))
    }

    /// The accounts in a group of a server whose answers are scripted, beginning with those about the group.
    private func members(of group: String, at peer: ScriptedPeer) async throws -> AccountSnapshot {
        var search = AccountSearch(bases: ["dc=example,dc=org"])
        search.provider = .openldap
        search.groups = [group]
        let connection = try await connect(LDAPSettings(uris: ["ldap://127.0.0.1:\(peer.port)"]))
        let rules = AccountRules(prefix: "/home", uidNumbers: 1_000...60_000)
        return try await connection.accounts(search, by: rules, at: 0)
    }

    private static func account(_ number: Int) -> [(name: String, values: [String])] {
        [
            ("uid", ["user\(number)"]), ("uidNumber", ["\(10_000 + number)"]), ("gidNumber", ["100"]),
            ("homeDirectory", ["/home/user\(number)"]),
        ]
    }
}
