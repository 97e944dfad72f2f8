public import Logging

/// A connection to one directory server, bound and ready to be asked.
///
/// All calls into libldap run one after the other on a thread of their own, with a deadline each, and stop
/// soon after their task is cancelled. One operation runs at a time. After a failure of the transport the
/// connection is closed for good: libldap would otherwise connect anew by itself, unauthenticated.
public actor LDAPConnection {
    private let executor = ConnectionExecutor()
    let settings: LDAPSettings
    let logger: Logger
    private var handle: LDAPHandle?
    private var reasonClosed = "it was not opened"
    var openSearch: OpenSearch?
    var searchCount: UInt64 = 0

    /// The thread of the connection.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    private init(settings: LDAPSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    // The unbind may block, so it belongs on the connection's thread as well.
    isolated deinit {
        handle = nil
    }

    /// Connects to the first server that answers, encrypts as demanded and binds.
    ///
    /// - Parameters:
    ///   - settings: How to reach the directory and as whom.
    ///   - logger: Where servers that fail are mentioned while others are tried.
    /// - Returns: The connection, bound.
    /// - Throws: `.badSettings` before anything is sent; `.denied` for a wrong name or password; otherwise,
    ///   when no server could be used, what was wrong with each of them.
    public static func connect(
        to settings: LDAPSettings,
        logger: Logger
    ) async throws(LDAPError) -> LDAPConnection {
        let connection = LDAPConnection(settings: settings, logger: logger)
        try await connection.open()
        return connection
    }

    /// The server that answers, as the settings name it; nil once the connection is closed.
    public var uri: String? {
        switch handle {
        case .some(let handle): handle.uri
        case .none: nil
        }
    }

    /// Unbinds and closes; an open search ends with an error.
    public func close() {
        close(because: "it was closed")
    }

    private func open() throws(LDAPError) {
        handle = try LDAPConnector(settings: settings, logger: logger).connect()
    }

    func close(because reason: String) {
        guard handle != nil else { return }
        handle = nil
        reasonClosed = reason
    }

    /// Does something with the handle; a failure that breaks the connection closes it.
    func withHandle<Result: ~Copyable>(
        _ body: (borrowing LDAPHandle) throws(LDAPError) -> Result
    ) throws(LDAPError) -> Result {
        do throws(LDAPError) {
            switch handle {
            case .some(let handle): return try body(handle)
            case .none:
                throw LDAPError(.closed, "the connection to the directory is closed: \(reasonClosed)")
            }
        } catch {
            if LDAPHandle.breaksConnection(error.code) { close(because: error.message) }
            throw error
        }
    }

    /// Ends a search whose reader is gone; callable where nobody can wait.
    nonisolated func release(search id: UInt64) {
        executor.submit { [self] in
            assumeIsolated { $0.abandonSearch(id) }
        }
    }
}
