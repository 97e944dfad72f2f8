import Accounts
import LDAPEntries
import SourceText

/// The users that a survey read, and why they are not all.
struct UserReading {
    var tally: UserTally
    /// Why the answer is not complete; nil if it is.
    var failure: LDAPError?

    /// Whether a limit of the server ended the answer.
    var isCutOff: Bool {
        failure?.resultCode == .sizeLimitExceeded || failure?.resultCode == .adminLimitExceeded
    }
}

extension LDAPConnection {
    /// Counts the users below a base.
    nonisolated func users(
        below base: String,
        _ profile: ProviderProfile,
        pageSize: Int?
    ) async throws(LDAPError) -> UserReading {
        var reading = UserReading(tally: UserTally(profile.attributes))
        var search = AccountSearch(bases: [base])
        search.pageSize = pageSize
        do throws(LDAPError) {
            try await read(search, with: profile, attributes: reading.tally.attributes) { entry in
                reading.tally.add(entry)
            }
        } catch {
            guard error.leavesGap else { throw error }
            reading.failure = error
        }
        return reading
    }

    /// The base below which to search for users.
    ///
    /// - Parameters:
    ///   - proposed: The base that somebody has named; nil to find one.
    ///   - root: What the server says about itself; nil if it does not.
    ///   - profile: The profile of the product.
    /// - Returns: The proposed base; else the default naming context if it shows users, or the only one that does.
    /// - Throws: `.badRequest` if it is not clear which base to use.
    nonisolated func baseOfUsers(
        proposed: String?,
        _ root: RootDSE?,
        _ profile: ProviderProfile
    ) async throws(LDAPError) -> String {
        if let proposed { return proposed }
        let contexts = root?.namingContexts ?? []
        let standard = root?.defaultNamingContext
        if contexts.count == 1 { return contexts[0] }
        if let standard, try await hasUsers(below: standard, profile) { return standard }
        var withUsers: [String] = []
        for context in contexts where context != standard {
            if try await hasUsers(below: context, profile) { withUsers.append(context) }
        }
        if withUsers.count == 1 { return withUsers[0] }
        // 389-DS may name the context of its changelog as the default one.
        if withUsers.isEmpty, let standard { return standard }
        let shown = { (names: [String]) in
            names.map { "\"\(printable($0, limit: 200))\"" }.joined(separator: ", ")
        }
        let problem =
            contexts.isEmpty
            ? "the server does not say which naming contexts it has"
            : withUsers.isEmpty
                ? "no naming context of the server shows a user (\(shown(contexts)))"
                : "several naming contexts of the server hold users: \(shown(withUsers))"
        throw LDAPError(.badRequest, "\(problem); name the base to use")
    }

    private nonisolated func hasUsers(
        below base: String,
        _ profile: ProviderProfile
    ) async throws(LDAPError) -> Bool {
        let request = SearchRequest(
            base: base,
            filter: profile.userFilter,
            attributes: [profile.attributes.name]
        )
        var batches = search(request).makeAsyncIterator()
        do throws(LDAPError) {
            return try await batches.next() != nil
        } catch {
            guard error.leavesGap else { throw error }
            return false
        }
    }
}

extension LDAPError {
    /// Whether the server has answered, but did not show everything to this identity.
    var leavesGap: Bool {
        [.incomplete, .denied, .noSuchBase, .referral, .refused].contains(code) && !nextServerMayHelp
    }
}

extension ProviderProfile {
    /// Whether the server can leave out references to its own partitions.
    var usesDomainScope: Bool { kind == .activeDirectory || kind == .samba }
}
