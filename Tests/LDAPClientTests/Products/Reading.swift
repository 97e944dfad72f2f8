import Accounts
import Glibc
import LDAPClient
import LDAPEntries

let homeRules = AccountRules(prefix: "/home", uidNumbers: 1_000...60_000)

/// Reads the accounts below a base as a configuration with nothing but servers, base and bind does.
func accounts(
    below base: String,
    _ settings: LDAPSettings,
    pageSize: Int? = nil
) async throws -> AccountSnapshot {
    var search = AccountSearch(bases: [base])
    search.pageSize = pageSize
    return try await connect(settings).accounts(search, by: homeRules, at: time(nil))
}

extension LDAPConnection {
    /// All entries that a search finds.
    nonisolated func all(_ request: SearchRequest) async throws -> [LDAPEntry] {
        var entries: [LDAPEntry] = []
        for try await batch in search(request) { entries += batch }
        return entries
    }
}

/// Waits until a follower that has to ask hands out an account with a new group, after a change.
///
/// - Parameters:
///   - settings: How to connect.
///   - base: The entries to follow.
///   - gidNumber: The number of the new group.
///   - change: Changes the server.
/// - Returns: The account, and how the change was noticed.
/// - Throws: What the change throws.
func followed(
    _ settings: LDAPSettings,
    below base: String,
    until gidNumber: UInt32,
    _ change: () async throws -> Void
) async throws -> (Account, ChangeFeed?) {
    var options = FollowerSettings()
    options.pollInterval = .milliseconds(50)
    let follower = DirectoryFollower(
        settings: settings,
        search: AccountSearch(bases: [base]),
        rules: homeRules,
        options: options,
        logger: quiet
    )
    let following = Task { try await follower.run() }
    defer { following.cancel() }
    var hasChanged = false
    while true {
        let work = try await follower.next()
        try await follower.done(work)
        switch work {
        case .everything:
            if !hasChanged { try await change() }
            hasChanged = true
        case .entry(_, .served(let account)) where account.gidNumber == gidNumber:
            return (account, await follower.report.feed)
        case .entry: break
        }
    }
}
