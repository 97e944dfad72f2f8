public import Logging

extension LDAPConnection {
    /// Asks the servers in order until one of them gives a whole answer.
    ///
    /// If a server fails after the bind, its partial answer is dropped, and the next server is asked from the
    /// beginning: two servers may hold different states, which must not be mixed.
    ///
    /// - Parameters:
    ///   - settings: How to connect, and as whom.
    ///   - logger: The log for servers that fail while others are tried.
    ///   - ask: What to ask a server; it may run several times, each time on a new connection.
    /// - Returns: What `ask` returned for the first server that could answer.
    /// - Throws: An error that another server would not change; otherwise the errors of all servers.
    public static func firstAnswer<Answer>(
        from settings: LDAPSettings,
        logger: Logger,
        _ ask: (LDAPConnection) async throws(LDAPError) -> Answer
    ) async throws(LDAPError) -> Answer {
        try await firstAnswer(from: settings, logger: logger, surroundings: Surroundings(), ask)
    }

    /// The same, with another view of the machine.
    static func firstAnswer<Answer>(
        from settings: LDAPSettings,
        logger: Logger,
        surroundings: Surroundings,
        _ ask: (LDAPConnection) async throws(LDAPError) -> Answer
    ) async throws(LDAPError) -> Answer {
        var untried: [LDAPAddress]?
        var failures: [LDAPError] = []
        repeat {
            do throws(LDAPError) {
                let connection = try await connect(
                    to: settings,
                    logger: logger,
                    surroundings: surroundings,
                    trying: untried
                )
                untried = await connection.untried
                do throws(LDAPError) {
                    let answer = try await ask(connection)
                    await connection.close()
                    return answer
                } catch {
                    await connection.close()
                    guard error.nextServerMayHelp else { throw error }
                    logger.debug("LDAP server did not answer", metadata: ["reason": "\(error)"])
                    failures.append(error)
                }
            } catch {
                guard !failures.isEmpty else { throw error }
                if error.nextServerMayHelp { throw LDAPConnector.summary(of: failures + [error]) }
                throw error.adding("before that, \(failures.map(\.message).joined(separator: "; "))")
            }
        } while untried?.isEmpty == false
        throw LDAPConnector.summary(of: failures)
    }
}

extension LDAPError {
    /// Whether another server may be able to answer, because the error concerns this server alone.
    var nextServerMayHelp: Bool {
        if [.unreachable, .timedOut, .tlsFailed, .unavailable, .protocolViolation].contains(code) {
            return true
        }
        // A server refuses so while it is being initialised, too.
        return resultCode == .unwillingToPerform || resultCode == .other
    }
}
