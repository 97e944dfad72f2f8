import Accounts

extension LDAPConnection {
    /// Describes the connection and the server.
    ///
    /// - Parameter search: Where users are searched, and the configured product.
    /// - Returns: The facts.
    /// - Throws: ``LDAPError`` if the connection fails.
    func facts(for search: AccountSearch) throws(LDAPError) -> SessionFacts {
        let root = try visibleRootDSE()
        let profile = ProviderProfile(search.provider ?? root.map { ProviderKind(of: $0) } ?? .other)
        let (uri, tls) = try withHandle { handle throws(LDAPError) in (handle.uri, handle.tlsSession) }
        return SessionFacts(
            uri: uri,
            product: profile.kind,
            isProductConfigured: search.provider != nil,
            tls: tls,
            isLocalSocket: uri.lowercased().hasPrefix("ldapi:"),
            authorizationIdentity: root?.offersWhoAmI == true ? try authorizationIdentity() : nil,
            changes: profile.changes,
            offersContentSynchronisation: root?.offersContentSynchronisation,
            replicaState: try replicaStateIfVisible(search)
        )
    }

    /// Asks the server who it takes the client for (RFC 4532).
    ///
    /// - Returns: The identity, empty for an anonymous client; nil if the server refuses to tell.
    /// - Throws: ``LDAPError`` if the connection fails.
    func authorizationIdentity() throws(LDAPError) -> String? {
        try withHandle { handle throws(LDAPError) in
            let messageID = try handle.sendWhoAmI()
            let message = try handle.receive(messageID, within: settings.timeout, for: LDAPHandle.whoAmI)
            guard try handle.outcome(of: message).code == .success else { return nil }
            return try handle.authorizationIdentity(in: message)
        }
    }

    private func replicaStateIfVisible(_ search: AccountSearch) throws(LDAPError) -> ReplicaState? {
        do throws(LDAPError) {
            return try replicaState(search)
        } catch {
            guard error.leavesGap else { throw error }
            return nil
        }
    }
}
