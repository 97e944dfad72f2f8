import LDAPClient
import LDAPTestSupport
import Logging

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

extension LDAPSettings {
    /// Short limits for tests in which they are reached, yet long enough for a busy machine to answer.
    func impatient() -> LDAPSettings {
        var settings = self
        settings.networkTimeout = .seconds(2)
        settings.timeout = .seconds(2)
        return settings
    }
}

/// Connects anonymously over the local socket.
func connect(_ server: SlapdServer) async throws -> LDAPConnection {
    try await connect(LDAPSettings(uris: [server.ldapiURI]))
}

/// Connects with the given settings.
func connect(_ settings: LDAPSettings) async throws -> LDAPConnection {
    try await LDAPConnection.connect(to: settings, logger: quiet)
}
