public import Testing

/// Runs the tests of a suite with one Samba server, which is ``SambaServer/shared`` in them.
public struct SambaTrait: SuiteTrait, TestScoping {
    let ldif: String

    /// Starts the server, runs the suite, and ends the server.
    @concurrent public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await SambaServer.withServer(ldif: ldif) { server in
            try await SambaServer.$shared.withValue(server) { try await function() }
        }
    }
}

extension Trait where Self == SambaTrait {
    /// One Samba server for all tests of a suite.
    ///
    /// - Parameter ldif: Entries to add, each with a `changetype`.
    /// - Returns: The trait for `@Suite`.
    public static func samba(ldif: String) -> Self {
        Self(ldif: ldif)
    }
}
