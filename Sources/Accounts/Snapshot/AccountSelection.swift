public import LDAPEntries

/// Sorts the entries of one complete search into accounts, refused entries and conflicts.
///
/// Entries are added as they arrive. The number, name and home that an entry claims count even if the entry itself is
/// refused. So a broken entry cannot hide that two people have the same number. An entry that arrives more than once
/// counts once; if it has other values then, it is refused, because it is unknown which of them are in force.
public struct AccountSelection: Sendable {
    let rules: AccountRules
    private let time: Int
    private let members: GroupMembers?
    private(set) var arrivals = Arrivals()

    /// Starts an empty selection.
    ///
    /// - Parameters:
    ///   - rules: The rules that entries must follow.
    ///   - time: The time at which accounts must be in use, in seconds since 1970-01-01 UTC.
    ///   - members: The members of the groups to which accounts must belong; nil if all accounts get homes.
    public init(rules: AccountRules, at time: Int, among members: GroupMembers? = nil) {
        self.rules = rules
        self.time = time
        self.members = members
    }

    /// Adds one entry.
    public mutating func add(_ entry: LDAPEntry) {
        do throws(RefusedEntry) {
            let account = try rules.accept(entry, at: time)
            let isHere = try rules.isHere(entry)
            let isMember = members?.contains(Account(account)) ?? true
            arrivals.add(
                account,
                unserved: isMember ? isHere ? nil : .elsewhere : .outOfScope,
                aliases: rules.aliases(of: entry)
            )
        } catch {
            arrivals.add(
                error,
                dn: entry.dnBytes,
                stableID: StableID.bytes(of: entry, in: rules.attributes.stableID),
                claims: rules.claims(of: entry)
            )
        }
    }

    /// The result; every list is sorted, so that the same entries in another order give the same result.
    public consuming func result() -> AccountSnapshot {
        let repeated = RepeatedArrivals(in: arrivals)
        let conflicts = ClaimComparison(arrivals: arrivals, repeated: repeated).result()
        let disputed = conflicts.disputed
        var here: [UInt32] = []
        var unserved: [UnservedAccount: [UInt32]] = [:]
        for number in 0..<arrivals.table.count {
            let isServed = arrivals.refusals[number] == nil && !repeated.isSuperseded(number)
            guard isServed, !disputed.contains(number) else { continue }
            if let reason = arrivals.unserved[number] {
                unserved[reason, default: []].append(UInt32(number))
            } else {
                here.append(UInt32(number))
            }
        }
        var refused = repeated.changed.map { Self.changedMeanwhile(dn: arrivals.table.dn($0)) }
        refused += arrivals.refusals.filter { !repeated.isSuperseded($0.key) }.map(\.value.entry)
        for index in refused.indices { refused[index].isKnown = rules.knownRefusals.covers(refused[index]) }
        let problematic = [Int](arrivals.refusals.keys) + disputed + repeated.arrivalsOfChanged
        return AccountSnapshot(
            accounts: list(here),
            elsewhere: list(unserved[.elsewhere] ?? []),
            outOfScope: list(unserved[.outOfScope] ?? []),
            refused: refused.sorted {
                ($0.dn, $0.reason.rawValue, $0.message) < ($1.dn, $1.reason.rawValue, $1.message)
            },
            conflicts: conflicts.list,
            unservedHomeNames: Set(problematic.flatMap(arrivals.homeNames))
        )
    }

    private func list(_ numbers: [UInt32]) -> AccountList {
        let table = arrivals.table
        return AccountList(
            table,
            numbers.sorted { table.homeName(Int($0)).lexicographicallyPrecedes(table.homeName(Int($1))) }
        )
    }

    static func changedMeanwhile(dn: String) -> RefusedEntry {
        RefusedEntry(
            dn: dn,
            reason: .changedMeanwhile,
            message:
                "the entry was changed during the search: it arrived twice, with different values; the next run "
                + "reads it again"
        )
    }
}
