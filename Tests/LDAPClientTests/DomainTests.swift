import LDAPTestSupport
import Testing

@testable import LDAPClient

/// Servers that DNS names, with a scripted name server and a real slapd.
@Suite struct DomainTests {
    private static func options(names: [String]) -> SlapdOptions {
        var options = SlapdOptions()
        options.certificate = ServerCertificate(names: names)
        return options
    }

    private static func settings(_ server: SlapdServer) -> LDAPSettings {
        let trusted = LDAPSettings.TLS(
            startTLS: true,
            certificateAuthorityFile: server.certificateAuthorityFile
        )
        return LDAPSettings(domain: "example.test", tls: trusted)
    }

    private static func surroundings(_ services: [DNSText.Service]) throws -> (Surroundings, TestNameServer) {
        let nameServer = try TestNameServer { question, _ in DNSText.answer(question, services) }
        var surroundings = Surroundings()
        surroundings.services = ServiceLookup(
            nameServer: .init(address: "127.0.0.1", port: UInt16(nameServer.port))
        )
        return (surroundings, nameServer)
    }

    @Test func `a server of the domain is accepted if its certificate names the domain`() async throws {
        try await SlapdServer.withServer(options: Self.options(names: ["DNS:example.test"])) { server in
            let (surroundings, nameServer) = try Self.surroundings([.init("localhost", port: server.port)])
            let connection = try await LDAPConnection.connect(
                to: Self.settings(server),
                logger: quiet,
                surroundings: surroundings
            )
            #expect(try await connection.entry(at: server.suffix) != nil)
            #expect(await connection.uri == "ldap://localhost:\(server.port)")
            withExtendedLifetime(nameServer) {}
        }
    }

    @Test func `a server whose certificate names only itself and not the domain is refused`() async throws {
        let options = Self.options(names: ["DNS:localhost"] + Kerberized.namesOfThisMachine)
        try await SlapdServer.withServer(options: options) { server in
            let (surroundings, nameServer) = try Self.surroundings([.init("localhost", port: server.port)])
            let error = try await #require(throws: LDAPError.self) {
                try await LDAPConnection.connect(
                    to: Self.settings(server),
                    logger: quiet,
                    surroundings: surroundings
                )
            }
            #expect(error.code == .tlsFailed, "\(error)")
            #expect(error.message.contains("the domain in ldap://example.test"))
            withExtendedLifetime(nameServer) {}
        }
    }

    @Test func `servers of the domain are tried by priority, and replaced when they fail`() async throws {
        try await SlapdServer.withServer(options: Self.options(names: ["DNS:example.test"])) { server in
            let silent = try ScriptedPeer(answers: [])
            let (surroundings, nameServer) = try Self.surroundings([
                .init("localhost", port: server.port, priority: 3),
                .init("no-such-host.invalid", priority: 1),
                .init("localhost", port: silent.port, priority: 2),
                .init("localhost", port: try SilentListener.freePort(), priority: 4),
            ])
            var asked: [String] = []
            let answer = try await LDAPConnection.firstAnswer(
                from: Self.settings(server),
                logger: quiet,
                surroundings: surroundings
            ) { connection async throws(LDAPError) in
                asked.append(await connection.uri ?? "")
                return try await connection.entry(at: server.suffix)
            }
            #expect(answer != nil)
            #expect(asked == ["ldap://localhost:\(server.port)"])
            withExtendedLifetime(nameServer) {}
        }
    }

    @Test func `a domain that cannot be looked up is an error that names its record`() async throws {
        let nameServer = try TestNameServer { question, _ in DNSText.answer(question, code: 2) }
        var surroundings = Surroundings()
        surroundings.services = ServiceLookup(
            nameServer: .init(address: "127.0.0.1", port: UInt16(nameServer.port))
        )
        let error = try await #require(throws: LDAPError.self) {
            try await LDAPConnection.connect(
                to: LDAPSettings(domain: "example.test", tls: .init(startTLS: true)),
                logger: quiet,
                surroundings: surroundings
            )
        }
        #expect(error.code == .unreachable)
        #expect(error.message.contains("_ldap._tcp.example.test"))
        withExtendedLifetime(nameServer) {}
    }

    @Test(
        arguments: [
            (LDAPSettings(domain: "example.org"), "StartTLS"),
            (
                LDAPSettings(uris: ["ldapi:///"], domain: "example.org", tls: .init(startTLS: true)),
                "only one"
            ),
            (LDAPSettings(domain: "", tls: .init(startTLS: true)), "not the name"),
            (LDAPSettings(domain: "a b", tls: .init(startTLS: true)), "not the name"),
            (LDAPSettings(domain: "example.org.", tls: .init(startTLS: true)), "not the name"),
            (LDAPSettings(domain: "ldap://a", tls: .init(startTLS: true)), "not the name"),
            (LDAPSettings(domain: "b\u{fc}ro.example", tls: .init(startTLS: true)), "not the name"),
            (LDAPSettings(domain: "192.0.2.1", bind: .saslGSSAPI, tls: .init(startTLS: true)), "host names"),
            (
                LDAPSettings(domain: "example.org", bind: .saslExternal, tls: .init(startTLS: true)),
                "EXTERNAL"
            ),
        ])
    func `rejects settings of a domain that cannot work`(settings: LDAPSettings, words: String) async throws {
        let error = try await #require(throws: LDAPError.self) { try await connect(settings) }
        #expect(error.code == .badSettings)
        #expect(error.message.contains(words), "\(error)")
    }
}
