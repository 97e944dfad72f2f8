import LDAPClient
import LDAPTestSupport
import Testing

@Suite struct ReachingTests {
    @Test(arguments: ["ldap", "ldaps"], [false, true])
    func `times out on a server that accepts connections but never answers`(scheme: String, startTLS: Bool)
        async throws
    {
        let listener = try SilentListener()
        let settings = LDAPSettings(
            uris: ["\(scheme)://127.0.0.1:\(listener.port)"],
            tls: .init(startTLS: startTLS)
        )
        let error = try await #require(throws: LDAPError.self) {
            try await connect(settings.impatient())
        }
        #expect(error.code == .timedOut, "\(error)")
        #expect(error.message.contains(settings.uris[0]))
    }

    @Test func `names every server that could not be reached`() async throws {
        let uris = [
            "ldap://127.0.0.1:\(try SilentListener.freePort())",
            "ldaps://localhost:\(try SilentListener.freePort())",
            "ldapi://%2Fnonexistent%2Fldapi", "ldap://no-such-host.invalid",
        ]
        let error = try await #require(throws: LDAPError.self) {
            try await connect(LDAPSettings(uris: uris))
        }
        #expect(error.code == .unreachable)
        for uri in uris { #expect(error.message.contains(uri)) }
        #expect(error.message.contains("Connection refused"))
        #expect(error.message.contains("No such file or directory"))
    }

    @Test func `tries the next server when the first is down`() async throws {
        try await SlapdServer.withServer { server in
            let down = "ldap://127.0.0.1:\(try SilentListener.freePort())"
            let connection = try await connect(LDAPSettings(uris: [down, server.ldapURI]))
            #expect(await connection.uri == server.ldapURI)
        }
    }

    @Test(
        arguments: [
            [], [""], ["host"], ["http://host"], ["ldap://"], ["ldap:///"], ["ldaps:///"],
            ["ldap://host:99999"],
            ["ldap://a ldap://b"], ["ldap://host/dc=example,dc=org"], ["ldapi:///\0"], ["cldap://host"],
        ])
    func `rejects an LDAP URI that is empty or malformed`(uris: [String]) async throws {
        let error = try await #require(throws: LDAPError.self) {
            try await connect(LDAPSettings(uris: uris))
        }
        #expect(error.code == .badSettings, "\(error)")
    }

    /// The server that answers a question.
    private static func answering(_ settings: LDAPSettings) async throws -> String? {
        try await LDAPConnection.firstAnswer(from: settings, logger: quiet) {
            connection async throws(LDAPError) in
            _ = try await connection.entry(at: "dc=example,dc=org")
            return await connection.uri
        }
    }

    @Test func `a new connection begins with the first server again once it is back`() async throws {
        try await SlapdServer.withServer { server in
            let preferred = try await SlapdServer.start()
            let settings = LDAPSettings(uris: [preferred.ldapiURI, server.ldapiURI]).impatient()
            preferred.suspend(true)
            let first = try? await Self.answering(settings)
            preferred.suspend(false)
            let second = try? await Self.answering(settings)
            await preferred.stop()
            #expect(first == server.ldapiURI)
            #expect(second == preferred.ldapiURI)
        }
    }

    @Test func `reports that a connection is closed`() async throws {
        try await SlapdServer.withServer { server in
            let connection = try await connect(server)
            await connection.close()
            let error = try await #require(throws: LDAPError.self) { try await connection.rootDSE() }
            #expect(error.code == .closed)
            #expect(await connection.uri == nil)
        }
    }
}
