public import Testing

/// Runs the tests of a suite with one 389 Directory Server, which is ``DirectoryServer389/shared`` in them.
public struct DirectoryServer389Trait: SuiteTrait, TestScoping {
    let ldif: String
    let settings: [String: String]

    /// Starts the server, runs the suite, and ends the server.
    @concurrent public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await DirectoryServer389.withServer(ldif: ldif, settings: settings) { server in
            try await DirectoryServer389.$shared.withValue(server) { try await function() }
        }
    }
}

extension Trait where Self == DirectoryServer389Trait {
    /// One 389 Directory Server for all tests of a suite.
    ///
    /// - Parameters:
    ///   - ldif: The entries below the suffix.
    ///   - settings: Settings of `cn=config`.
    /// - Returns: The trait for `@Suite`.
    public static func directoryServer389(ldif: String, settings: [String: String] = [:]) -> Self {
        Self(ldif: ldif, settings: settings)
    }
}
