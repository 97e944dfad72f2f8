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

    private func read(_ uris: [String], provider: ProviderKind? = nil) async throws -> AccountSnapshot {
        var search = AccountSearch(bases: ["dc=example,dc=org"])
        search.provider = provider
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

    @Test func `an answer of a lagging server is no reason to remove anything`() async throws {
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
}
