import Foundation
import LDAPTestSupport
import Testing

@testable import LDAPClient

/// A client with its own Kerberos environment; it is a process of its own, because an environment is that of a process.
struct Kerberized {
    /// What the client found, or why it found nothing.
    struct Outcome: Codable {
        var entries = 0
        var strength = 0
        var code = ""
        var message = ""
    }

    let uri: String
    var environment: [String: String]
    var usesTLS = false
    /// The limits for the network and for an answer.
    var patience = Duration.seconds(60)
    /// The port of the name server for the domain in ``uri``; nil if that is a URI.
    var nameServerPort: Int?
    private let authorityFile: String
    private let directory: String

    init(_ server: SlapdServer, uri: String, _ kdc: TestKDC) {
        self.init(uri: uri, kdc, authorityFile: server.certificateAuthorityFile)
    }

    init(uri: String, _ kdc: TestKDC, authorityFile: String = "") {
        self.uri = uri
        self.authorityFile = authorityFile
        directory = kdc.directoryPath
        environment = ["KRB5_CONFIG": kdc.configurationFile]
    }

    /// Binds with Kerberos and reads everything.
    func search(ticketCache: String) async throws -> Outcome {
        let file = "\(directory)/outcome-\(UUID().uuidString)"
        var environment = environment
        environment["KRB5CCNAME"] = ticketCache
        await #expect(processExitsWith: .exitCode(42)) {
            [
                environment = environment as [String: String], uri = uri as String, file = file as String,
                usesTLS = usesTLS as Bool, authorityFile = authorityFile as String,
                patience = patience as Duration, nameServerPort = nameServerPort as Int?
            ] in
            for (name, value) in environment { setenv(name, value, 1) }
            var settings = LDAPSettings(bind: .saslGSSAPI, networkTimeout: patience, timeout: patience)
            var surroundings = Surroundings()
            if let nameServerPort {
                settings.domain = uri
                surroundings.services = ServiceLookup(
                    nameServer: .init(address: "127.0.0.1", port: UInt16(nameServerPort))
                )
            } else {
                settings.uris = [uri]
            }
            settings.tls.startTLS = usesTLS
            settings.tls.certificateAuthorityFile = authorityFile
            let outcome = await Self.search(settings, surroundings)
            try JSONEncoder().encode(outcome).write(to: URL(fileURLWithPath: file))
            exit(42)
        }
        return try JSONDecoder().decode(Outcome.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
    }

    private static func search(_ settings: LDAPSettings, _ surroundings: Surroundings) async -> Outcome {
        var outcome = Outcome()
        do throws(LDAPError) {
            let connection = try await LDAPConnection.connect(
                to: settings,
                logger: quiet,
                surroundings: surroundings
            )
            outcome.strength = try await connection.saslStrength()
            for try await batch in connection.search(SearchRequest(base: "dc=example,dc=org")) {
                outcome.entries += batch.count
            }
        } catch {
            outcome.code = "\(names[error.code] ?? "another")"
            outcome.message = error.message
        }
        return outcome
    }

    private static let names: [LDAPError.Code: String] = [
        .noCredentials: ".noCredentials", .badSettings: ".badSettings", .denied: ".denied",
        .protocolViolation: ".protocolViolation", .timedOut: ".timedOut", .unreachable: ".unreachable",
        .tlsFailed: ".tlsFailed", .refused: ".refused",
    ]

    /// The name that libldap puts in the place of `localhost` when it checks a certificate, as a subjectAltName.
    static let namesOfThisMachine: [String] = {
        var hints = addrinfo()
        hints.ai_flags = AI_CANONNAME
        var found: UnsafeMutablePointer<addrinfo>?
        let short = ProcessInfo.processInfo.hostName
        guard getaddrinfo(short, nil, &hints, &found) == 0, let found else { return ["DNS:\(short)"] }
        defer { freeaddrinfo(found) }
        let full = found.pointee.ai_canonname.map { String(cString: $0) }
        return ["DNS:\(short)"] + (full.map { ["DNS:\($0)"] } ?? [])
    }()
}

extension LDAPConnection {
    fileprivate func saslStrength() throws(LDAPError) -> Int {
        try withHandle { handle in handle.saslStrength }
    }
}
