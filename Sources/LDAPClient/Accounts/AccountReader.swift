public import Accounts
public import Logging

/// Reads all accounts from the first of several servers that gives a whole answer.
public struct AccountReader: Sendable {
    /// How to connect, and as whom.
    public let settings: LDAPSettings
    /// Where and how to search.
    public let search: AccountSearch
    /// The rules that turn entries into accounts; the profile of the server completes their attributes.
    public let rules: AccountRules
    private let logger: Logger

    /// Makes a reader.
    public init(settings: LDAPSettings, search: AccountSearch, rules: AccountRules, logger: Logger) {
        self.settings = settings
        self.search = search
        self.rules = rules
        self.logger = logger
    }

    /// Reads all accounts.
    ///
    /// - Parameter time: The time at which accounts must be in use, in seconds since 1970-01-01 UTC.
    /// - Returns: The accounts; with an objection to removals if the server lags behind another one.
    /// - Throws: ``LDAPError`` if no server gives a whole answer: this never returns only some of the accounts.
    public func accounts(at time: Int) async throws(LDAPError) -> AccountSnapshot {
        async let replicas = replicas()
        var (snapshot, uri, state) = try await LDAPConnection.firstAnswer(from: settings, logger: logger) {
            connection async throws(LDAPError) in
            // Before the entries: what arrives at the server later may be among them or not.
            let state = try await connection.replicaState(search)
            let snapshot = try await connection.accounts(search, by: rules, at: time)
            return (snapshot, await connection.uri ?? "", state)
        }
        snapshot.removalObjection = await replicas.lazy
            .filter { $0.uri != uri }
            .compactMap { other in Self.objection(to: uri, with: state, beside: other) }
            .first
        return snapshot
    }

    private struct Replica: Sendable {
        let uri: String
        let state: ReplicaState
    }

    /// The states of all configured servers that can be asked; none if there is only one.
    private func replicas() async -> [Replica] {
        guard settings.uris.count > 1 else { return [] }
        return await withTaskGroup(of: Replica?.self) { group in
            for uri in settings.uris { group.addTask { await replica(at: uri) } }
            return await group.reduce(into: []) { replicas, replica in
                if let replica { replicas.append(replica) }
            }.sorted { $0.uri < $1.uri }
        }
    }

    private func replica(at uri: String) async -> Replica? {
        var single = settings
        single.uris = [uri]
        do throws(LDAPError) {
            let connection = try await LDAPConnection.connect(to: single, logger: logger)
            let state = try await connection.replicaState(search)
            await connection.close()
            return state.map { Replica(uri: uri, state: $0) }
        } catch {
            logger.debug("LDAP server cannot be compared", metadata: ["reason": "\(error)"])
            return nil
        }
    }

    private static func objection(to uri: String, with state: ReplicaState?, beside other: Replica) -> String?
    {
        guard let state else {
            return "\(uri) does not show contextCSN, so that it cannot be compared with \(other.uri)"
        }
        guard let server = state.missing(of: other.state).first else { return nil }
        let has = state.changes[server] ?? "none"
        return "\(uri) lags behind \(other.uri): its newest change of server \(server) is \(has), and not "
            + "\(other.state.changes[server] ?? "")"
    }
}
