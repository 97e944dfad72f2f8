import Foundation
import LDAPClient
import LDAPTestSupport
import Testing

@Suite struct TLSTests {
    @Test func `connects by StartTLS and ldaps when certificate and name are valid`() async throws {
        try await SlapdServer.withServer(options: Self.demandingTLS) { server in
            let trusted = LDAPSettings.TLS(
                startTLS: true,
                certificateAuthorityFile: server.certificateAuthorityFile
            )
            for uri in [server.ldapURI, server.ldapsURI] {
                let connection = try await connect(LDAPSettings(uris: [uri], tls: trusted))
                #expect(try await connection.entry(at: server.suffix) != nil)
            }
        }
    }

    @Test func `sends a password over StartTLS`() async throws {
        try await SlapdServer.withServer(options: Self.demandingTLS) { server in
            let bind = LDAPSettings.Bind.simple(
                dn: server.rootDN,
                passwordFile: try server.secretFile(server.rootPassword)
            )
            let trusted = LDAPSettings.TLS(
                startTLS: true,
                certificateAuthorityFile: server.certificateAuthorityFile
            )
            let connection = try await connect(
                LDAPSettings(uris: [server.ldapURI], bind: bind, tls: trusted)
            )
            #expect(try await connection.entry(at: server.suffix) != nil)
        }
    }

    @Test func `rejects an untrusted certificate authority without a fallback`() async throws {
        try await SlapdServer.withServer { server in
            for uri in [server.ldapURI, server.ldapsURI] {
                let error = try await #require(throws: LDAPError.self) {
                    try await connect(LDAPSettings(uris: [uri], tls: .init(startTLS: true)))
                }
                #expect(error.code == .tlsFailed, "\(error)")
                #expect(error.message.contains(uri))
            }
        }
    }

    @Test func `rejects a certificate for another name`() async throws {
        try await SlapdServer.withServer { server in
            let trusted = LDAPSettings.TLS(
                startTLS: true,
                certificateAuthorityFile: server.certificateAuthorityFile
            )
            for uri in [server.misnamedLDAPURI, server.misnamedLDAPSURI] {
                let error = try await #require(throws: LDAPError.self) {
                    try await connect(LDAPSettings(uris: [uri], tls: trusted))
                }
                #expect(error.code == .tlsFailed, "\(error)")
            }
        }
    }

    @Test func `fails when StartTLS is required and the server does not offer it`() async throws {
        var options = SlapdOptions()
        options.offersTLS = false
        try await SlapdServer.withServer(options: options) { server in
            let error = try await #require(throws: LDAPError.self) {
                try await connect(LDAPSettings(uris: [server.ldapURI], tls: .init(startTLS: true)))
            }
            #expect(error.code == .tlsFailed)
            #expect(error.message.contains("refuses StartTLS"))
        }
    }

    @Test func `reports that the server requires TLS`() async throws {
        try await SlapdServer.withServer(options: Self.demandingTLS) { server in
            let error = try await #require(throws: LDAPError.self) {
                let connection = try await connect(LDAPSettings(uris: [server.ldapURI]))
                _ = try await connection.entry(at: server.suffix)
            }
            #expect(error.code == .denied)
            #expect(error.resultCode == .confidentialityRequired)
        }
    }

    @Test func `fails when the server on an ldaps port does not speak TLS`() async throws {
        try await SlapdServer.withServer { server in
            let error = try await #require(throws: LDAPError.self) {
                try await connect(LDAPSettings(uris: ["ldaps://127.0.0.1:\(server.port)"]).impatient())
            }
            #expect([.tlsFailed, .timedOut].contains(error.code), "\(error)")
        }
    }

    @Test func `rejects certificate and key files that cannot be used`() async throws {
        try await SlapdServer.withServer { server in
            let missing = server.directoryPath + "/missing.pem"
            let garbage = try server.secretFile("no certificate", name: "garbage.pem")
            let client = server.clientCertificate
            let cases: [LDAPSettings.TLS] = [
                .init(certificateAuthorityFile: missing),
                .init(certificateFile: client.file),
                .init(keyFile: client.keyFile),
                .init(certificateFile: client.file, keyFile: missing),
                .init(certificateFile: client.file, keyFile: garbage),
            ]
            for tls in cases {
                let error = try await #require(throws: LDAPError.self) {
                    try await connect(LDAPSettings(uris: [server.ldapsURI], tls: tls))
                }
                #expect(error.code == .badSettings, "\(tls): \(error)")
            }
        }
    }

    /// Where libldap looks for options, each with the variables that lead there; DIR is a directory of the test.
    private static let sources: [(file: String?, variables: [String: String])] = [
        ("ldap.conf", ["LDAPCONF": "DIR/ldap.conf"]),
        (".ldaprc", ["HOME": "DIR"]),
        ("ldaprc", ["HOME": "DIR"]),
        (".named", ["HOME": "DIR", "LDAPRC": "named"]),
        (nil, ["LDAPTLS_REQCERT": "never", "LDAPTLS_REQSAN": "never"]),
        (nil, ["LDAPTLS_CACERT": "DIR/ca.pem"]),
        (nil, ["LDAPTLS_CACERT": "/nonexistent", "LDAPURI": "ldap://192.0.2.1", "LDAPSIZELIMIT": "3"]),
    ]

    @Test(arguments: sources.indices)
    func `ignores the options of ldap.conf, ldaprc and the environment`(number: Int) async throws {
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 30)) { server in
            let (file, variables) = Self.sources[number]
            if let file {
                let text =
                    "TLS_REQCERT never\nTLS_REQSAN never\nSIZELIMIT 3\nTLS_CACERT \(server.directoryPath)/ca.pem\n"
                _ = try server.secretFile(text, name: file)
            }
            await #expect(processExitsWith: .exitCode(42)) {
                [
                    variables = variables.mapValues { $0.replacing("DIR", with: server.directoryPath) }
                        as [String: String],
                    trusted = server.ldapiURI as String, untrusted = server.ldapsURI as String,
                    base = server.suffix as String
                ] in
                for (name, value) in variables { setenv(name, value, 1) }
                var count = 0
                let connection = try await connect(LDAPSettings(uris: [trusted]))
                for try await batch in connection.search(SearchRequest(base: base)) { count += batch.count }
                do {
                    _ = try await connect(LDAPSettings(uris: [untrusted]))
                } catch let error as LDAPError where error.code == .tlsFailed && count == 32 {
                    exit(42)
                }
                exit(1)
            }
        }
    }

    private static var demandingTLS: SlapdOptions {
        var options = SlapdOptions()
        options.databaseConfiguration = ["olcSecurity: tls=1"]
        return options
    }
}
