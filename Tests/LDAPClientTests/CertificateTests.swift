import LDAPClient
import LDAPTestSupport
import Testing

@Suite struct CertificateTests {
    /// Connects by StartTLS and by ldaps to a server with a certificate; returns the errors.
    private static func errors(
        _ certificate: ServerCertificate,
        change: (inout SlapdOptions) -> Void = { _ in },
        settings: (SlapdServer) -> LDAPSettings.TLS = { _ in LDAPSettings.TLS() }
    ) async throws -> [LDAPError?] {
        var options = SlapdOptions()
        options.certificate = certificate
        change(&options)
        return try await SlapdServer.withServer(options: options) { server in
            var tls = settings(server)
            tls.startTLS = true
            tls.certificateAuthorityFile = tls.certificateAuthorityFile ?? server.certificateAuthorityFile
            var errors: [LDAPError?] = []
            for uri in [server.ldapURI, server.ldapsURI] {
                do {
                    _ = try await connect(LDAPSettings(uris: [uri], tls: tls))
                    errors.append(nil)
                } catch let error as LDAPError {
                    #expect(error.message.contains(uri))
                    errors.append(error)
                }
            }
            return errors
        }
    }

    private static func certificate(_ change: (inout ServerCertificate) -> Void) -> ServerCertificate {
        var certificate = ServerCertificate()
        change(&certificate)
        return certificate
    }

    private static let refused: [(what: String, certificate: ServerCertificate)] = [
        ("unknown authority", certificate { $0.isTrusted = false }),
        ("expired", certificate { $0.validDays = -10..<(-1) }),
        ("not yet valid", certificate { $0.validDays = 1..<10 }),
        ("another name", certificate { $0.names = ["DNS:other.example.org"] }),
        ("another address", certificate { $0.names = ["IP:127.0.0.2"] }),
        (
            "other names, and the right one as the common name",
            certificate {
                $0.names = ["DNS:other.example.org"]
                $0.subject = "/O=Example/CN=127.0.0.1"
            }
        ),
    ]

    @Test(arguments: refused.indices)
    func `a server certificate that proves nothing ends the connection`(number: Int) async throws {
        let (what, certificate) = Self.refused[number]
        for error in try await Self.errors(certificate) {
            #expect(error?.code == .tlsFailed, "\(what): \(String(describing: error))")
            #expect(error?.message.contains("check that the certificate") == true)
        }
    }

    @Test func `a certificate without other names is accepted for its common name`() async throws {
        let certificate = Self.certificate {
            $0.names = []
            $0.subject = "/O=Example/CN=127.0.0.1"
        }
        let errors = try await Self.errors(certificate)
        #expect(errors.allSatisfy { $0 == nil }, "\(errors)")
    }

    @Test func `says that the server may require a client certificate`() async throws {
        let errors = try await Self.errors(ServerCertificate()) { $0.verifyClient = "demand" }
        for error in errors {
            #expect(error?.message.contains("client certificate") == true, "\(String(describing: error))")
        }
    }

    @Test func `says which client certificate the server may not accept`() async throws {
        let errors = try await Self.errors(Self.certificate { $0.isTrusted = false }) {
            $0.verifyClient = "demand"
        } settings: { server in
            // The server has this certificate of another authority, which it does not trust itself.
            .init(
                certificateAuthorityFile: server.directoryPath + "/other.pem",
                certificateFile: server.directoryPath + "/server.pem",
                keyFile: server.directoryPath + "/server.key"
            )
        }
        for error in errors {
            #expect(error?.message.contains("server.pem") == true, "\(String(describing: error))")
        }
    }

    @Test(arguments: ["ldap", "ldaps"])
    func `a server that hangs up in the TLS handshake is named, and the next one is asked`(scheme: String)
        async throws
    {
        try await SlapdServer.withServer { server in
            let accepted = HostileAnswer.message(1, HostileAnswer.result(0x78, 0))
            let partial: [UInt8] = [0x16, 0x03, 0x03, 0x00, 0x7a, 0x02]
            let answers = scheme == "ldap" ? [accepted, partial] : [partial]
            let peer = try ScriptedPeer(answers: answers)
            var settings = LDAPSettings(
                uris: ["\(scheme)://127.0.0.1:\(peer.port)"],
                tls: .init(startTLS: true)
            )
            let error = try await #require(throws: LDAPError.self) { try await connect(settings) }
            #expect(error.code == .tlsFailed, "\(error)")
            #expect(error.message.contains(settings.uris[0]))

            let again = try ScriptedPeer(answers: answers)
            settings.uris = ["\(scheme)://127.0.0.1:\(again.port)", server.ldapsURI]
            settings.tls.certificateAuthorityFile = server.certificateAuthorityFile
            let connection = try await connect(settings)
            #expect(await connection.uri == server.ldapsURI)
        }
    }
}
