import Foundation
import LDAPTestSupport
import Testing

@testable import LDAPClient

/// Kerberos, with a real KDC and a real slapd; each connection is made by another process, with its own environment.
@Suite struct GSSAPITests {
    private static let people = "ou=people,dc=example,dc=org"

    /// Options with which only the principal `sync` can read the people.
    private static func options(_ kdc: TestKDC, host: String = "localhost") async throws -> SlapdOptions {
        var options = SlapdOptions()
        options.certificate = ServerCertificate(names: ["DNS:localhost"] + Kerberized.namesOfThisMachine)
        options.globalConfiguration = ["olcSaslHost: \(host)", "olcSaslRealm: \(TestKDC.realm)"]
        let reader = "uid=sync,cn=example.test,cn=gssapi,cn=auth"
        options.databaseConfiguration = [
            "olcAccess: {0}to * by dn.exact=\"\(reader)\" read by anonymous auth by * none"
        ]
        options.environment = [
            "KRB5_CONFIG": kdc.configurationFile, "KRB5_KTNAME": try await kdc.keytab(of: "ldap/\(host)"),
        ]
        return options
    }

    private static func withRealm(
        ldif: String = SampleUsers.ldif(count: 1),
        _ change: (inout SlapdOptions) -> Void = { _ in },
        _ body: (TestKDC, SlapdServer) async throws -> Void
    ) async throws {
        try await TestKDC.withKDC(principals: ["ldap/localhost", "sync"]) { kdc in
            var options = try await options(kdc)
            change(&options)
            try await SlapdServer.withServer(ldif: ldif, options: options) { server in
                try await body(kdc, server)
            }
        }
    }

    @Test func `a Kerberos bind without TLS encrypts a large answer`() async throws {
        try await Self.withRealm(ldif: SampleUsers.ldif(count: 3_000, padding: 2_000)) { kdc, server in
            let client = Kerberized(server, uri: server.misnamedLDAPURI, kdc)
            let outcome = try await client.search(ticketCache: try await kdc.ticketCache(of: "sync"))
            #expect(outcome.entries == 3_002, "\(outcome)")
            #expect(outcome.strength >= 56)
        }
    }

    @Test(arguments: ["ldap", "ldaps"], ["none", "tls-endpoint"])
    func `a Kerberos bind within TLS adds no encryption of its own`(scheme: String, binding: String)
        async throws
    {
        try await Self.withRealm {
            $0.globalConfiguration.append("olcSaslCBinding: \(binding)")
        } _: { kdc, server in
            let uri = scheme == "ldap" ? server.misnamedLDAPURI : server.misnamedLDAPSURI
            var client = Kerberized(server, uri: uri, kdc)
            client.usesTLS = true
            let outcome = try await client.search(ticketCache: try await kdc.ticketCache(of: "sync"))
            #expect(outcome.entries == 3, "\(outcome)")
            #expect(outcome.strength == 0)
        }
    }

    @Test func `a Kerberos bind to a server of a domain asks for the service of the domain`() async throws {
        try await TestKDC.withKDC(principals: ["ldap/example.test", "sync"]) { kdc in
            var options = try await Self.options(kdc, host: "example.test")
            options.certificate = ServerCertificate(names: ["DNS:example.test"])
            try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 1), options: options) { server in
                let nameServer = try TestNameServer { question, _ in
                    DNSText.answer(question, [.init("localhost", port: server.port)])
                }
                var client = Kerberized(server, uri: "example.test", kdc)
                client.usesTLS = true
                client.nameServerPort = nameServer.port
                let outcome = try await client.search(ticketCache: try await kdc.ticketCache(of: "sync"))
                #expect(outcome.entries == 3, "\(outcome)")
            }
        }
    }

    @Test func `a Kerberos bind gets its ticket with the client keytab of the environment`() async throws {
        try await Self.withRealm { kdc, server in
            var client = Kerberized(server, uri: server.misnamedLDAPURI, kdc)
            client.environment["KRB5_CLIENT_KTNAME"] = try await kdc.keytab(of: "sync")
            let outcome = try await client.search(ticketCache: "FILE:\(kdc.directoryPath)/new-cache")
            #expect(outcome.entries == 3, "\(outcome)")
        }
    }

    @Test func `a Kerberos bind ignores the SASL options of ldap.conf and of the environment`() async throws {
        try await Self.withRealm { kdc, server in
            let file = try server.secretFile("SASL_SECPROPS maxssf=0\nSASL_NOCANON off\n", name: "ldaprc")
            var client = Kerberized(server, uri: server.misnamedLDAPURI, kdc)
            client.environment["LDAPCONF"] = file
            client.environment["LDAPSASL_SECPROPS"] = "none,maxssf=0"
            let outcome = try await client.search(ticketCache: try await kdc.ticketCache(of: "sync"))
            #expect(outcome.entries == 3, "\(outcome)")
            #expect(outcome.strength >= 56)
        }
    }

    @Test func `a Kerberos bind without a ticket, or with an expired one, says so in the words of GSSAPI`()
        async throws
    {
        try await Self.withRealm { kdc, server in
            let client = Kerberized(server, uri: server.misnamedLDAPURI, kdc)
            let missing = try await client.search(ticketCache: "FILE:\(kdc.directoryPath)/missing")
            #expect(missing.code == ".noCredentials", "\(missing)")
            #expect(missing.message.contains("No Kerberos credentials available"))
            #expect(missing.message.contains("KRB5CCNAME"))

            let short = try await kdc.ticketCache(of: "sync", lifetime: "1s")
            try await Task.sleep(for: .seconds(2))
            let expired = try await client.search(ticketCache: short)
            #expect(expired.code == ".noCredentials", "\(expired)")
            #expect(expired.message.contains("expired"))
        }
    }

    @Test func `a Kerberos bind says that the KDC cannot be reached or does not know the server`()
        async throws
    {
        try await Self.withRealm { kdc, server in
            let cache = try await kdc.ticketCache(of: "sync")
            let machine = Kerberized.namesOfThisMachine[0].dropFirst("DNS:".count)
            let client = Kerberized(server, uri: "ldap://\(machine):\(server.port)", kdc)
            let unknown = try await client.search(ticketCache: cache)
            #expect(unknown.code == ".noCredentials", "\(unknown)")
            #expect(unknown.message.contains("not found in Kerberos database"))

            await kdc.stop()
            let local = Kerberized(server, uri: server.misnamedLDAPURI, kdc)
            let unreachable = try await local.search(ticketCache: cache)
            #expect(unreachable.code == ".noCredentials", "\(unreachable)")
            #expect(unreachable.message.contains("Cannot contact any KDC"))
        }
    }

    @Test func `a Kerberos bind names the package of a missing GSSAPI plug-in`() async throws {
        try await Self.withRealm { kdc, server in
            var client = Kerberized(server, uri: server.misnamedLDAPURI, kdc)
            client.environment["SASL_PATH"] = kdc.directoryPath
            let outcome = try await client.search(ticketCache: try await kdc.ticketCache(of: "sync"))
            #expect(outcome.code == ".badSettings", "\(outcome)")
            #expect(outcome.message.contains("libsasl2-modules-gssapi-mit"))
        }
    }

    @Test func `a Kerberos bind that the server refuses is reported in the words of the server`() async throws
    {
        try await Self.withRealm {
            $0.environment["KRB5_KTNAME"] = "/nonexistent"
        } _: { kdc, server in
            let client = Kerberized(server, uri: server.misnamedLDAPURI, kdc)
            let outcome = try await client.search(ticketCache: try await kdc.ticketCache(of: "sync"))
            #expect(outcome.message.contains("SASL"), "\(outcome)")
            #expect(outcome.code != ".noCredentials" && outcome.entries == 0)
        }
    }

    /// What a server without the key of the service may send for the first token.
    private static let impostors: [(answer: [UInt8], code: String)] = [
        // Success at once; success with a token; more to do, without a token and with a senseless one.
        (HostileAnswer.message(1, HostileAnswer.result(0x61, 0)), ".protocolViolation"),
        (bindAnswer(code: 0, token: [1, 2, 3]), ".noCredentials"),
        (bindAnswer(code: 14, token: nil), ".timedOut"),
        (bindAnswer(code: 14, token: [0x60, 0x84, 0xff, 0xff, 0xff, 0xff]), ".noCredentials"),
        (bindAnswer(code: 14, token: [UInt8](repeating: 0, count: 90)), ".noCredentials"),
        // Another kind of answer.
        (LDAPText.done(1), ".protocolViolation"),
    ]

    private static func bindAnswer(code: UInt8, token: [UInt8]?) -> [UInt8] {
        let result = Array(HostileAnswer.result(0x61, code).dropFirst(2))
        let credentials = token.map { [0x87, UInt8($0.count)] + $0 } ?? []
        let contents = result + credentials
        return HostileAnswer.message(1, [0x61, UInt8(contents.count)] + contents)
    }

    @Test(arguments: impostors)
    func `a server that cannot prove its identity by Kerberos is refused`(answer: [UInt8], code: String)
        async throws
    {
        try await TestKDC.withKDC(principals: ["ldap/localhost", "sync"]) { kdc in
            let peer = try ScriptedPeer(answers: [answer, answer], hangsUp: false)
            var client = Kerberized(uri: "ldap://localhost:\(peer.port)", kdc)
            client.patience = .seconds(2)
            let outcome = try await client.search(ticketCache: try await kdc.ticketCache(of: "sync"))
            #expect(outcome.code == code, "\(outcome)")
            #expect(outcome.message.contains("ldap://localhost:\(peer.port)"))
        }
    }

    @Test func `a Kerberos bind times out when the server stops`() async throws {
        try await Self.withRealm { kdc, server in
            server.suspend(true)
            var client = Kerberized(server, uri: server.misnamedLDAPURI, kdc)
            client.patience = .seconds(2)
            let outcome = try await client.search(ticketCache: try await kdc.ticketCache(of: "sync"))
            #expect(outcome.code == ".timedOut", "\(outcome)")
            #expect(outcome.message.contains("GSSAPI"))
        }
    }

    @Test(arguments: ["ldap://127.0.0.1", "ldaps://[::1]", "ldapi:///", "ldap://127.1"])
    func `a Kerberos bind needs the name of a host`(uri: String) async throws {
        let error = try await #require(throws: LDAPError.self) {
            try await connect(LDAPSettings(uris: [uri], bind: .saslGSSAPI))
        }
        #expect(error.code == .badSettings)
        #expect(error.message.contains(uri))
    }
}
