import Foundation
import LDAPTestSupport
import Logging
import Synchronization
import Testing

@testable import LDAPClient

@Suite struct TrustedAuthoritiesTests {
    @Test(
        arguments: [
            ("", nil), ("TLS_CACERT /a", "/a"), ("tls_CaCert\t /a b \t\nURI ldap://x\n", "/a b"),
            ("TLS_CACERT /a\nTLS_CACERT /b\n", "/b"), ("  TLS_CACERT\u{b}/a\r\n", "/a"),
            ("#TLS_CACERT /a", nil), (" # TLS_CACERT /a", nil), ("TLS_CACERT", nil), ("TLS_CACERT \n", nil),
            ("TLS_CACERT\n /a", nil), ("TLS_CACERT \\\n/a", "\\"), ("TLS_CACERTDIR /a", nil),
            ("TLS_CACERT=/a", nil), ("TLS_CACERT \"/a\"", "\"/a\""), ("TLS_CACERT /a\0b", "/a"),
            ("TLS_\0CACERT /a", nil), ("TLS_CACERT /\u{e9}", "/\u{e9}"), ("\0\n\0", nil),
        ] as [(String, String?)]
    )
    func `reads TLS_CACERT of ldap.conf as libldap does`(text: String, expected: String?) {
        #expect(SystemConfiguration(Array(text.utf8)).certificateAuthorityFile == expected)
    }

    @Test func `reads an ldap.conf of arbitrary bytes`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let bytes = (0..<100).map { _ in UInt8.random(in: 0...255, using: &random) }
            let line = Array("\nTLS_CACERT /a\n".utf8)
            #expect(
                SystemConfiguration(bytes + line + [0x23] + bytes.filter { $0 != 10 })
                    .certificateAuthorityFile == "/a"
            )
        }
    }

    @Test func `trusts the authorities of ldap.conf before those of the system, and logs it`() async throws {
        try await SlapdServer.withServer { server in
            let file = try server.secretFile(
                "TLS_CACERT \(server.certificateAuthorityFile)\n",
                name: "ldap.conf"
            )
            let settings = LDAPSettings(uris: [server.ldapsURI])
            let log = TextLog()
            var surroundings = Surroundings()
            surroundings.authorities.configurationFiles = ["/nonexistent/ldap.conf", file]
            let connection = try await LDAPConnection.connect(
                to: settings,
                logger: log.logger,
                surroundings: surroundings
            )
            #expect(try await connection.entry(at: server.suffix) != nil)
            #expect(log.lines == ["info: trusting the certificate authorities of TLS_CACERT in ldap.conf"])

            var configured = settings
            configured.tls.certificateAuthorityFile = "/etc/ssl/certs/ca-certificates.crt"
            let error = try await #require(throws: LDAPError.self) {
                try await LDAPConnection.connect(to: configured, logger: quiet, surroundings: surroundings)
            }
            #expect(error.code == .tlsFailed)
        }
    }

    @Test func `without TLS_CACERT in an ldap.conf the authorities of the system are trusted`() async throws {
        try await SlapdServer.withServer { server in
            var authorities = TrustedAuthorities()
            authorities.configurationFiles = [
                "/nonexistent", "/dev/null/ldap.conf",
                try server.secretFile("URI ldap://x\n", name: "ldap.conf"),
            ]
            authorities.systemFiles = ["/nonexistent", server.certificateAuthorityFile]
            let file = try authorities.file(configured: nil, logger: quiet)
            #expect(file == server.certificateAuthorityFile)
            authorities.systemFiles = []
            let error = #expect(throws: LDAPError.self) {
                try authorities.file(configured: nil, logger: quiet)
            }
            #expect(error?.message.contains("install ca-certificates") == true)
        }
    }

    @Test func `an ldap.conf that cannot be used is an error, not a reason to trust others`() async throws {
        try await SlapdServer.withServer { server in
            var authorities = TrustedAuthorities()
            authorities.systemFiles = [server.certificateAuthorityFile]
            let cases = [
                (server.directoryPath, "is not a regular file"),
                (
                    try server.secretFile(String(repeating: "#", count: 70_000), name: "big"),
                    "has more than 65536 bytes"
                ),
                (try server.secretFile("TLS_CACERT ca.pem\n", name: "relative"), "not an absolute path"),
                (try server.secretFile("TLS_CACERT /nonexistent\n", name: "missing"), "cannot be read"),
            ]
            for (configuration, complaint) in cases {
                authorities.configurationFiles = [configuration]
                let error = #expect(throws: LDAPError.self) {
                    try authorities.file(configured: nil, logger: quiet)
                }
                #expect(error?.code == .badSettings)
                #expect(error?.message.contains(complaint) == true, "\(String(describing: error))")
                #expect(error?.message.contains(configuration) == true)
            }
        }
    }
}

/// A logger whose lines a test can read.
struct TextLog: Sendable {
    private final class Storage: Sendable {
        let lines = Mutex<[String]>([])
    }

    private struct Handler: LogHandler {
        let storage: Storage
        var metadata = Logger.Metadata()
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.MetadataValue? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            storage.lines.withLock { $0.append("\(event.level): \(event.message)") }
        }
    }

    private let storage = Storage()

    var lines: [String] { storage.lines.withLock { $0 } }

    var logger: Logger {
        Logger(label: "test") { [storage] _ in Handler(storage: storage) }
    }
}
