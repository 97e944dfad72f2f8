public import Logging

/// A connection to one LDAP server, already authenticated.
///
/// All calls to libldap run one after another on a separate thread. Each has a time limit, and stops soon after its
/// task is cancelled. Only one operation runs at a time. After a network failure the connection stays closed, because
/// libldap would otherwise reconnect by itself, unauthenticated.
public actor LDAPConnection {
    private let executor = ConnectionExecutor()
    let settings: LDAPSettings
    let logger: Logger
    private var handle: LDAPHandle?
    private var reasonClosed = "it was not opened"
    /// The servers that are to be tried if this one fails.
    private(set) var untried: [LDAPAddress] = []
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

    // The unbind may block, so it must run on the connection's thread as well.
    isolated deinit {
        handle = nil
    }

    /// Connects to the first server that can be used, starts TLS if configured, and binds.
    ///
    /// If the task is cancelled, the function returns at once. A call that cannot be interrupted (the look-up of a
    /// name, a TLS handshake, or the Kerberos library while it waits for the KDC) then ends in the background, by its
    /// own limits, and what it opened is closed.
    ///
    /// - Parameters:
    ///   - settings: How to connect, and as whom.
    ///   - logger: The log for servers that fail while others are tried.
    /// - Returns: The connection, bound.
    /// - Throws: `.badSettings` before anything is sent; `.denied` for a wrong name or password; otherwise, if no
    ///   server can be used, the errors of all servers.
    public static func connect(
        to settings: LDAPSettings,
        logger: Logger
    ) async throws(LDAPError) -> LDAPConnection {
        try await connect(to: settings, logger: logger, surroundings: Surroundings())
    }

    /// The same, with another view of the machine.
    ///
    /// - Parameters:
    ///   - settings: How to connect, and as whom.
    ///   - logger: The log for servers that fail while others are tried.
    ///   - surroundings: What is taken from the machine.
    ///   - untried: The servers to try; nil for those of the settings.
    /// - Returns: The connection, bound.
    /// - Throws: As the public function.
    static func connect(
        to settings: LDAPSettings,
        logger: Logger,
        surroundings: Surroundings,
        trying untried: [LDAPAddress]? = nil
    ) async throws(LDAPError) -> LDAPConnection {
        let connection = LDAPConnection(settings: settings, logger: logger)
        let connector = LDAPConnector(
            settings: settings,
            logger: logger,
            surroundings: surroundings,
            untried: untried
        )
        let opening = await outcome(
            ifCancelled: .failure(LDAPError(.cancelled, "connecting to LDAP was cancelled"))
        ) {
            await connection.open(with: connector)
        }
        try opening.get()
        return connection
    }

    /// The servers that the settings name, in the order in which they would be tried.
    ///
    /// - Throws: `.badSettings`, or the error from asking DNS.
    static func servers(
        of settings: LDAPSettings,
        logger: Logger
    ) async throws(LDAPError) -> [LDAPAddress] {
        let connection = LDAPConnection(settings: settings, logger: logger)
        let finding = await outcome(
            ifCancelled: .failure(LDAPError(.cancelled, "looking for LDAP servers was cancelled"))
        ) {
            await connection.found()
        }
        return try finding.get()
    }

    private func found() -> Result<[LDAPAddress], LDAPError> {
        let connector = LDAPConnector(settings: settings, logger: logger, surroundings: Surroundings())
        return Result { () throws(LDAPError) in try connector.findServers() }
    }

    /// The configured URI of the server; nil once the connection is closed.
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

    private func open(with connector: LDAPConnector) -> Result<Void, LDAPError> {
        var connector = connector
        do throws(LDAPError) {
            handle = try connector.connect()
        } catch {
            return .failure(error)
        }
        untried = connector.untried ?? []
        return .success(())
    }

    func close(because reason: String) {
        guard handle != nil else { return }
        handle = nil
        reasonClosed = reason
    }

    /// Runs an operation on the handle; an error that breaks the connection closes it.
    func withHandle<Result: ~Copyable>(
        _ body: (borrowing LDAPHandle) throws(LDAPError) -> Result
    ) throws(LDAPError) -> Result {
        do throws(LDAPError) {
            switch handle {
            case .some(let handle): return try body(handle)
            case .none:
                throw LDAPError(.closed, "the connection to the LDAP server is closed: \(reasonClosed)")
            }
        } catch {
            if LDAPHandle.breaksConnection(error.code) { close(because: error.message) }
            throw error
        }
    }

    /// Ends a search whose reader is gone, without waiting.
    nonisolated func release(search id: UInt64) {
        submit { $0.abandonSearch(id) }
    }

    /// Queues work on the connection's thread without waiting for it.
    nonisolated func submit(_ work: @escaping @Sendable (isolated LDAPConnection) -> Void) {
        executor.submit { [self] in assumeIsolated { work($0) } }
    }
}
