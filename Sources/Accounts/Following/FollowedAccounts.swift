public import LDAPEntries

/// The entries of the searches that are followed, as they were seen last, and what they mean for homes.
///
/// After any series of changes this is the same as after a fresh search that returns the same entries.
public struct FollowedAccounts: Sendable {
    private struct Row: Sendable {
        let key: EntryKey
        var packed: [UInt8]
        /// The refresh that mentioned the entry last.
        var generation: UInt64
    }

    private let rules: AccountRules
    private var members: GroupMembers?
    private var rows: [Row?] = []
    private var freeRows: [UInt32] = []
    private var rowsByKey: [EntryKey: UInt32] = [:]
    private var index = LinkIndex()
    private var generations: [Int: UInt64] = [:]

    /// Starts without entries.
    ///
    /// - Parameters:
    ///   - rules: The rules that entries must follow.
    ///   - members: The members of the groups to which accounts must belong; nil if all accounts get homes.
    public init(rules: AccountRules, among members: GroupMembers? = nil) {
        self.rules = rules
        self.members = members
    }

    /// Replaces the members of the groups, which may change the standing of every entry.
    ///
    /// - Returns: Whether they differ from those before.
    public mutating func setMembers(_ members: GroupMembers?) -> Bool {
        guard members != self.members else { return false }
        self.members = members
        return true
    }

    /// The number of entries.
    public var count: Int { rowsByKey.count }

    /// The entries in any order.
    public var keys: some Collection<EntryKey> { rowsByKey.keys }

    /// Whether there is an entry.
    public func contains(_ key: EntryKey) -> Bool { rowsByKey[key] != nil }

    /// The entry in the form in which a store keeps it; nil if there is none.
    public func stored(_ key: EntryKey) -> [UInt8]? { row(of: key)?.packed }

    /// Begins a refresh: from now on, entries that it does not mention are older than it.
    public mutating func beginRefresh(of search: Int) {
        generations[search, default: 0] += 1
    }

    /// Sets what was read of an entry.
    ///
    /// - Parameters:
    ///   - key: The entry.
    ///   - entry: Its values.
    /// - Returns: The entries whose standing this may change; none if nothing has changed.
    public mutating func set(_ key: EntryKey, to entry: LDAPEntry) -> Set<EntryKey> {
        set(key, to: entry.packed, entry)
    }

    /// Sets what was read of an entry, where nothing is to be handed out for it alone.
    ///
    /// - Parameters:
    ///   - key: The entry.
    ///   - entry: Its values.
    /// - Returns: Whether anything has changed.
    public mutating func load(_ key: EntryKey, _ entry: LDAPEntry) -> Bool {
        guard rowsByKey[key] == nil else { return !set(key, to: entry).isEmpty }
        insert(key, entry.packed, rules.links(of: entry))
        return true
    }

    /// Sets what a store kept of an entry.
    ///
    /// - Parameters:
    ///   - key: The entry, which is not known yet.
    ///   - packed: What the store kept.
    /// - Returns: Whether the bytes are an entry.
    public mutating func restore(_ key: EntryKey, from packed: [UInt8]) -> Bool {
        guard let entry = LDAPEntry(packed: packed) else { return false }
        insert(key, packed, rules.links(of: entry))
        return true
    }

    private mutating func insert(_ key: EntryKey, _ packed: [UInt8], _ links: [UInt64]) {
        let row = Row(key: key, packed: packed, generation: generations[key.search, default: 0])
        let number = freeRows.popLast() ?? UInt32(rows.count)
        if Int(number) < rows.count { rows[Int(number)] = row } else { rows.append(row) }
        rowsByKey[key] = number
        index.add(number, to: links)
    }

    private mutating func set(_ key: EntryKey, to packed: [UInt8], _ entry: LDAPEntry) -> Set<EntryKey> {
        let generation = generations[key.search, default: 0]
        guard let number = rowsByKey[key], let before = rows[Int(number)] else {
            let links = rules.links(of: entry)
            insert(key, packed, links)
            return neighbours(of: links).union([key])
        }
        rows[Int(number)]?.generation = generation
        guard before.packed != packed else { return [] }
        let links = rules.links(of: entry)
        let old = LDAPEntry(packed: before.packed).map(rules.links) ?? []
        let affected = neighbours(of: old)
        index.remove(number, from: old)
        rows[Int(number)]?.packed = packed
        index.add(number, to: links)
        return affected.union(neighbours(of: links)).union([key])
    }

    /// Notes that a refresh mentioned an entry that has not changed.
    ///
    /// - Returns: Whether the entry is known.
    public mutating func notePresence(of key: EntryKey) -> Bool {
        guard let number = rowsByKey[key] else { return false }
        rows[Int(number)]?.generation = generations[key.search, default: 0]
        return true
    }

    /// Removes an entry.
    ///
    /// - Returns: The entries whose standing this may change, with the removed one even if it was not known.
    public mutating func remove(_ key: EntryKey) -> Set<EntryKey> {
        guard let number = rowsByKey[key], let row = rows[Int(number)] else { return [key] }
        let links = LDAPEntry(packed: row.packed).map(rules.links) ?? []
        let affected = neighbours(of: links)
        index.remove(number, from: links)
        rows[Int(number)] = nil
        rowsByKey[key] = nil
        freeRows.append(number)
        return affected.union([key])
    }

    /// The entries that the last refresh of a search did not mention.
    public func unmentioned(in search: Int) -> [EntryKey] {
        let generation = generations[search, default: 0]
        return rows.compactMap { row in
            guard let row, row.key.search == search, row.generation < generation else { return nil }
            return row.key
        }
    }

    /// What an entry means.
    ///
    /// - Parameters:
    ///   - key: The entry.
    ///   - time: The time at which accounts must be in use, in seconds since 1970-01-01 UTC.
    /// - Returns: Its standing.
    public func standing(of key: EntryKey, at time: Int) -> EntryStanding {
        guard let number = rowsByKey[key], let row = row(of: key), let entry = LDAPEntry(packed: row.packed)
        else {
            return .gone
        }
        let group = connected(to: rules.links(of: entry)).union([number]).sorted()
        var selection = AccountSelection(rules: rules, at: time, among: members)
        for number in group { add(number, to: &selection) }
        let position = group.firstIndex(of: number) ?? 0
        return selection.standings()[position]
    }

    /// What all entries mean.
    ///
    /// - Parameter time: The time at which accounts must be in use, in seconds since 1970-01-01 UTC.
    /// - Returns: The same as a fresh search.
    public func snapshot(at time: Int) -> AccountSnapshot {
        var selection = AccountSelection(rules: rules, at: time, among: members)
        for number in rows.indices { add(UInt32(number), to: &selection) }
        return selection.result()
    }

    private func add(_ number: UInt32, to selection: inout AccountSelection) {
        guard let row = rows[Int(number)], let entry = LDAPEntry(packed: row.packed) else { return }
        selection.add(entry)
    }

    private func row(of key: EntryKey) -> Row? { rowsByKey[key].flatMap { rows[Int($0)] } }

    private func neighbours(of links: [UInt64]) -> Set<EntryKey> {
        Set(connected(to: links).compactMap { rows[Int($0)]?.key })
    }

    /// The rows that share a hash with these, and those that share one with them, and so on.
    private func connected(to links: [UInt64]) -> Set<UInt32> {
        var found = index.rows(with: links)
        // Most entries share nothing.
        guard found.count > 1 else { return found }
        var unexplored = Array(found)
        while let number = unexplored.popLast() {
            guard let row = rows[Int(number)], let entry = LDAPEntry(packed: row.packed) else { continue }
            for neighbour in index.rows(with: rules.links(of: entry)) where found.insert(neighbour).inserted {
                unexplored.append(neighbour)
            }
        }
        return found
    }
}
