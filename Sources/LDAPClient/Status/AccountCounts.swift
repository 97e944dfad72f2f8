public import Accounts
import LDAPEntries

/// What a complete read of the users found, in numbers.
public struct AccountCounts: Sendable {
    /// How many entries arrived; one that several bases contain counts more than once.
    public var entries = 0
    /// How many accounts are served here.
    public var accounts = 0
    /// How many accounts have their homes on other file servers.
    public var elsewhere = 0
    /// How many accounts are in none of the groups whose members get homes.
    public var outOfScope = 0
    /// How many of the accounts served here are in each state.
    public var states: [AccountState: Int] = [:]
    /// How many entries are refused for each reason, beside the known ones.
    public var refused: [RefusedEntry.Reason: Int] = [:]
    /// How many known entries are refused for each reason.
    public var knownRefusals: [RefusedEntry.Reason: Int] = [:]
    /// How many values are claimed by several entries.
    public var conflicts = 0
    /// How many entries claim a value that another one claims too.
    public var inConflict = 0
    /// The attribute that holds the stable id.
    public var stableID: String
    /// How many entries have no stable id.
    public var withoutStableID = 0
    /// How many entries were requested at a time; nil if all at once.
    public var pageSize: Int?

    /// Whether every entry is served, or known to be refused.
    public var servesAll: Bool { refused.isEmpty && conflicts == 0 }

    init(stableID: String, pageSize: Int?) {
        self.stableID = stableID
        self.pageSize = pageSize
    }

    /// Counts an entry as it arrives.
    mutating func add(_ entry: LDAPEntry) {
        entries += 1
        if StableID.text(of: entry, in: stableID) == nil { withoutStableID += 1 }
    }

    /// Counts what the rules made of the entries.
    mutating func add(_ snapshot: AccountSnapshot) {
        accounts = snapshot.accounts.count
        elsewhere = snapshot.elsewhere.count
        outOfScope = snapshot.outOfScope.count
        for account in snapshot.accounts { states[account.state, default: 0] += 1 }
        for entry in snapshot.refused {
            if entry.isKnown {
                knownRefusals[entry.reason, default: 0] += 1
            } else {
                refused[entry.reason, default: 0] += 1
            }
        }
        conflicts = snapshot.conflicts.count
        inConflict = Set(snapshot.conflicts.flatMap(\.dns)).count
    }
}

extension LDAPConnection {
    /// Reads all users, and counts them.
    ///
    /// - Throws: ``LDAPError`` if the answer is incomplete.
    nonisolated func counts(
        _ search: AccountSearch,
        by rules: AccountRules,
        at time: Int
    ) async throws(LDAPError) -> AccountCounts {
        let profile = try await profile(configured: search.provider)
        var counts = AccountCounts(
            stableID: search.attributes.completed(by: profile.attributes).stableID,
            pageSize: search.pageSize(for: profile)
        )
        let snapshot = try await accounts(search, by: rules, at: time, with: profile) { counts.add($0) }
        counts.add(snapshot)
        return counts
    }
}
