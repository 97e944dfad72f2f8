public import Accounts
public import Logging

/// Which directory server answers, and what it shows.
public struct DirectoryStatus: Sendable {
    /// A configured server.
    public struct Server: Sendable {
        /// Its URI.
        public let uri: String
        /// Why it did not give a whole answer; nil if it did, or if it was not asked.
        public let failure: LDAPError?
        /// Whether it was asked: the ones after the first that answers are not.
        public let wasAsked: Bool
    }

    /// The configured servers, in order.
    public private(set) var servers: [Server] = []
    /// The connection to the last server that could be reached; nil if none could.
    public private(set) var session: SessionFacts?
    /// The users; nil if no server gave a whole answer.
    public private(set) var counts: AccountCounts?
    /// Why no server gave a whole answer; nil if one did.
    public private(set) var failure: LDAPError?

    /// Asks the servers in order until one gives a whole answer.
    ///
    /// An error that another server would not change, such as a wrong password, ends this, as it ends a sync.
    ///
    /// - Parameters:
    ///   - settings: How to connect, and as whom.
    ///   - search: Where and how to search for users.
    ///   - rules: The rules that turn entries into accounts.
    ///   - time: The time at which accounts must be in use, in seconds since 1970-01-01 UTC.
    ///   - logger: The log for servers that fail.
    public init(
        asking settings: LDAPSettings,
        _ search: AccountSearch,
        by rules: AccountRules,
        at time: Int,
        logger: Logger
    ) async {
        let addresses: [LDAPAddress]
        do throws(LDAPError) {
            addresses = try await LDAPConnection.servers(of: settings, logger: logger)
        } catch {
            failure = error
            return
        }
        var isOver = false
        for address in addresses {
            guard !isOver else {
                servers.append(Server(uri: address.uri, failure: nil, wasAsked: false))
                continue
            }
            do throws(LDAPError) {
                let connection = try await LDAPConnection.connect(
                    to: settings,
                    logger: logger,
                    surroundings: Surroundings(),
                    trying: [address]
                )
                session = try await connection.facts(for: search)
                counts = try await connection.counts(search, by: rules, at: time)
                await connection.close()
                servers.append(Server(uri: address.uri, failure: nil, wasAsked: true))
                isOver = true
            } catch {
                let error = error.withAdviceOnReferences
                servers.append(Server(uri: address.uri, failure: error, wasAsked: true))
                isOver = !error.nextServerMayHelp
            }
        }
        if counts == nil { failure = LDAPConnector.summary(of: servers.compactMap(\.failure)) }
    }
}
