import LDAPClient
import LDAPEntries
import LDAPTestSupport
import Testing

@Suite struct FailoverTests {
    private static let bound = LDAPText.message(1, HostileAnswer.result(0x61, 0))
    private static let stranger = LDAPText.entry(2, "uid=stranger,dc=example,dc=org", [("uid", ["stranger"])])

    private func names(_ uris: [String]) async throws -> Set<String> {
        try await LDAPConnection.firstAnswer(from: LDAPSettings(uris: uris).impatient(), logger: quiet) {
            connection async throws(LDAPError) in
            var names: Set<String> = []
            for try await batch in connection.search(
                SearchRequest(base: "dc=example,dc=org", filter: "(uid=*)")
            ) {
                names.formUnion(batch.compactMap { $0.text(of: "uid") })
            }
            return names
        }
    }

    /// What the first server sends for the search, and whether it hangs up after that.
    private static let failures: [(answer: [UInt8], hangsUp: Bool)] = [
        (stranger + LDAPText.done(2, 51), true),
        (stranger + LDAPText.done(2, 52), true),
        (LDAPText.done(2, 53), true),
        (stranger + LDAPText.done(2, 80), true),
        ([], true),
        (stranger, true),
        (stranger, false),
        (Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), true),
    ]

    @Test(arguments: failures)
    func `a server that fails in a search is replaced by the next`(answer: [UInt8], hangsUp: Bool)
        async throws
    {
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 3)) { server in
            let peer = try ScriptedPeer(answers: [Self.bound, answer], hangsUp: hangsUp)
            let found = try await names(["ldap://127.0.0.1:\(peer.port)", server.ldapiURI])
            #expect(found == ["user0", "user1", "user2"])
        }
    }

    @Test func `a server that is unwilling to bind is replaced by the next`() async throws {
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 1)) { server in
            let refusal = LDAPText.message(1, HostileAnswer.result(0x61, 53))
            let peer = try ScriptedPeer(answers: [refusal])
            #expect(try await names(["ldap://127.0.0.1:\(peer.port)", server.ldapiURI]) == ["user0"])
        }
    }

    @Test(
        arguments: [(3, .incomplete), (4, .incomplete), (11, .incomplete), (32, .noSuchBase), (50, .denied)]
            as [(UInt8, LDAPError.Code)]
    )
    func `an answer that is final is not asked of the next server`(code: UInt8, expected: LDAPError.Code)
        async throws
    {
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 1)) { server in
            let peer = try ScriptedPeer(answers: [Self.bound, LDAPText.done(2, code)], hangsUp: false)
            let error = try await #require(throws: LDAPError.self) {
                try await names(["ldap://127.0.0.1:\(peer.port)", server.ldapiURI])
            }
            #expect(error.code == expected, "\(error)")
        }
    }

    @Test func `when every server fails, each is named`() async throws {
        let busy = try ScriptedPeer(answers: [Self.bound, LDAPText.done(2, 51)])
        let cut = try ScriptedPeer(answers: [Self.bound, Self.stranger])
        let uris = ["ldap://127.0.0.1:\(busy.port)", "ldap://127.0.0.1:\(cut.port)", "ldapi://%2Fnowhere"]
        let error = try await #require(throws: LDAPError.self) { try await names(uris) }
        #expect(error.code == .unreachable)
        for uri in uris { #expect(error.message.contains(uri)) }
    }

    @Test func `a final answer of a later server says what came before`() async throws {
        try await SlapdServer.withServer { server in
            let busy = try ScriptedPeer(answers: [Self.bound, LDAPText.done(2, 51)])
            let missing = try ScriptedPeer(answers: [Self.bound, LDAPText.done(2, 50)])
            let error = try await #require(throws: LDAPError.self) {
                try await names(["ldap://127.0.0.1:\(busy.port)", "ldap://127.0.0.1:\(missing.port)"])
            }
            #expect(error.code == .denied)
            #expect(error.message.contains("busy (51)"))
        }
    }

    @Test func `one server that fails keeps its own error`() async throws {
        let peer = try ScriptedPeer(answers: [Self.bound, LDAPText.done(2, 51)])
        let error = try await #require(throws: LDAPError.self) {
            try await names(["ldap://127.0.0.1:\(peer.port)"])
        }
        #expect(error.code == .unavailable)
    }
}
