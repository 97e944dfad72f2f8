public import Accounts
public import LDAPEntries

extension LDAPConnection {
    /// The profile of the server: that of a configured product, or of the one that the server's root DSE shows.
    ///
    /// A server that does not show its root DSE has the profile of an unknown product.
    ///
    /// - Throws: ``LDAPError`` if the connection fails.
    public func profile(configured: ProviderKind?) throws(LDAPError) -> ProviderProfile {
        if let configured { return ProviderProfile(configured) }
        return ProviderProfile(try visibleRootDSE().map(ProviderKind.init(of:)) ?? .other)
    }

    /// The root DSE; nil if the server does not show it to everybody.
    ///
    /// - Throws: ``LDAPError`` if the connection fails.
    public func visibleRootDSE() throws(LDAPError) -> RootDSE? {
        do throws(LDAPError) {
            return try rootDSE()
        } catch {
            guard error.code == .denied || error.code == .noSuchBase else { throw error }
            return nil
        }
    }

    /// How far a server of OpenLDAP has followed the changes of each server; nil if it does not show that.
    ///
    /// - Throws: ``LDAPError`` if the connection fails.
    public func replicaState(_ search: AccountSearch) throws(LDAPError) -> ReplicaState? {
        guard search.provider ?? .openldap == .openldap, let base = search.bases.first,
            let root = try visibleRootDSE()
        else { return nil }
        guard (search.provider ?? ProviderKind(of: root)) == .openldap else { return nil }
        let wanted = "," + DistinguishedName.compared(base)
        guard
            let context = root.namingContexts.first(where: {
                wanted.hasSuffix("," + DistinguishedName.compared($0))
            })
        else { return nil }
        let entry = try entry(at: context, attributes: ["contextCSN"])
        return entry?.texts(of: "contextCSN").flatMap(ReplicaState.init(contextCSN:))
    }

    /// Reads all accounts.
    ///
    /// - Parameters:
    ///   - search: Where and how to search.
    ///   - rules: The rules that turn entries into accounts; their attributes are completed by the profile.
    ///   - time: The time at which accounts must be in use, in seconds since 1970-01-01 UTC.
    /// - Returns: The accounts, refused entries and conflicts.
    /// - Throws: ``LDAPError`` if the answer is incomplete: this never returns only some of the accounts.
    public nonisolated func accounts(
        _ search: AccountSearch,
        by rules: AccountRules,
        at time: Int
    ) async throws(LDAPError) -> AccountSnapshot {
        let profile = try await profile(configured: search.provider)
        return try await accounts(search, by: rules, at: time, with: profile) { _ in }
    }

    /// Reads all accounts with a known profile.
    ///
    /// - Parameters:
    ///   - search: Where and how to search.
    ///   - rules: The rules that turn entries into accounts; their attributes are completed by the profile.
    ///   - time: The time at which accounts must be in use, in seconds since 1970-01-01 UTC.
    ///   - profile: The profile of the server.
    ///   - watch: What else to do with each entry.
    /// - Returns: The accounts, refused entries and conflicts.
    /// - Throws: ``LDAPError`` if the answer is incomplete.
    nonisolated func accounts(
        _ search: AccountSearch,
        by rules: AccountRules,
        at time: Int,
        with profile: ProviderProfile,
        watch: (LDAPEntry) -> Void
    ) async throws(LDAPError) -> AccountSnapshot {
        var rules = rules
        rules.attributes = search.attributes.completed(by: profile.attributes)
        let members = try await members(of: search)
        var selection = AccountSelection(rules: rules, at: time, among: members)
        try await read(search, with: profile, attributes: rules.attributesRead) { entry in
            watch(entry)
            selection.add(entry)
        }
        return selection.result()
    }

    /// Reads all entries of a search, one after another.
    ///
    /// - Parameters:
    ///   - search: Where and how to search.
    ///   - profile: The profile of the server.
    ///   - attributes: The attributes to read, beside those that tell the state of an account.
    ///   - body: What to do with each entry.
    /// - Throws: ``LDAPError`` if the answer is incomplete, with advice on limits of the product.
    nonisolated func read(
        _ search: AccountSearch,
        with profile: ProviderProfile,
        attributes: [String],
        _ body: (LDAPEntry) -> Void
    ) async throws(LDAPError) {
        do throws(LDAPError) {
            for request in search.requests(for: profile, reading: attributes) {
                for try await batch in self.search(request) {
                    for entry in batch { body(entry) }
                }
            }
        } catch {
            guard let advice = error.resultCode.flatMap(profile.advice(on:)) else { throw error }
            throw error.adding(advice)
        }
    }
}
