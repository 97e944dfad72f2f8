/// What an entry means for homes, considering all other entries.
public enum EntryStanding: Sendable, Hashable {
    /// It is an account that this server serves.
    case served(Account)
    /// It is an account whose home is on another file server.
    case elsewhere(Account)
    /// It is an account that is in none of the groups whose members get homes.
    case outOfScope(Account)
    /// It breaks a rule.
    case refused(RefusedEntry)
    /// It claims a value that another entry claims as well; with all such values.
    case disputed([AccountConflict])
    /// It is not in the directory.
    case gone
}

extension AccountSelection {
    /// What each entry that was added means, in the order in which they were added.
    ///
    /// Together these say the same as ``result()``.
    consuming func standings() -> [EntryStanding] {
        let repeated = RepeatedArrivals(in: arrivals)
        let conflicts = ClaimComparison(arrivals: arrivals, repeated: repeated).result()
        let changed = Set(repeated.changed)
        return (0..<arrivals.count).map { arrival in
            let latest = repeated.latestArrival(of: repeated.entry(of: arrival))
            let dn = arrivals.table.dn(latest)
            if changed.contains(latest) { return .refused(judged(Self.changedMeanwhile(dn: dn))) }
            if let refusal = arrivals.refusals[latest] { return .refused(judged(refusal.entry)) }
            guard !conflicts.disputed.contains(latest) else {
                return .disputed(conflicts.list.filter { $0.dns.contains(dn) })
            }
            let account = arrivals.table.account(latest)
            switch arrivals.unserved[latest] {
            case .elsewhere: return .elsewhere(account)
            case .outOfScope: return .outOfScope(account)
            case nil: return .served(account)
            }
        }
    }

    private func judged(_ refused: RefusedEntry) -> RefusedEntry {
        var refused = refused
        refused.isKnown = rules.knownRefusals.covers(refused)
        return refused
    }
}
