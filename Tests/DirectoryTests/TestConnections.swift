import Directory
import DirectoryTestSupport
import Logging

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

extension DirectorySettings {
    /// Short limits for tests in which they are reached, yet long enough for a busy machine to answer.
    func impatient() -> DirectorySettings {
        var settings = self
        settings.networkTimeout = .seconds(2)
        settings.timeout = .seconds(2)
        return settings
    }
}

/// Connects as anybody over the local socket.
func connect(_ server: SlapdServer) async throws -> DirectoryConnection {
    try await connect(DirectorySettings(uris: [server.ldapiURI]))
}

/// Connects as the settings say.
func connect(_ settings: DirectorySettings) async throws -> DirectoryConnection {
    try await DirectoryConnection.connect(to: settings, logger: quiet)
}
