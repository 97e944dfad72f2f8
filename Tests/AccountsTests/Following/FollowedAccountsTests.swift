import Accounts
import LDAPEntries
import RandomTestSupport
import Testing

/// What is known after a series of changes, beside a fresh search.
@Suite struct FollowedAccountsTests {
    private static func person(_ number: Int, _ random: inout SeededGenerator) -> LDAPEntry {
        let names = [["ann"], ["Ann"], ["bob"], ["bob", "ann"], ["eve"], ["-x"]]
        let homes = ["/home/ann", "/home/bob", "/home/eve", "/srv/eve", "home"]
        let dns = ["person\(number)", "person\(number)", "person\(number % 3)"]
        return entry(
            dns.randomElement(using: &random) ?? "",
            [
                "uid": names.randomElement(using: &random) ?? [],
                "uidNumber": [["1001", "01001", "1002", "1003", "7"].randomElement(using: &random) ?? ""],
                "homeDirectory": [homes.randomElement(using: &random) ?? ""],
                "entryUUID": [sampleUUID(of: "\(number)")],
            ]
        )
    }

    private static func key(_ number: Int) -> EntryKey {
        EntryKey(search: number % 2, id: .uuid(0, UInt64(number)))
    }

    private static func fresh(_ entries: [EntryKey: LDAPEntry]) -> AccountSnapshot {
        var selection = AccountSelection(rules: rules, at: 0)
        for (_, entry) in entries { selection.add(entry) }
        return selection.result()
    }

    /// The standings of all entries, as lists.
    private static func served(_ standings: [EntryKey: EntryStanding]) -> Set<Account> {
        Set(standings.values.compactMap { if case .served(let account) = $0 { account } else { nil } })
    }

    @Test func `after any series of changes everything is as after a fresh search`() {
        for seed in 0..<15 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var followed = FollowedAccounts(rules: rules)
            var entries: [EntryKey: LDAPEntry] = [:]
            // What a consumer knows that only looks at the entries that it is pointed to.
            var known: [EntryKey: EntryStanding] = [:]
            for _ in 0..<30 {
                let number = Int.random(in: 0..<10, using: &random)
                let key = Self.key(number)
                let affected: Set<EntryKey>
                if Int.random(in: 0..<4, using: &random) == 0 {
                    entries[key] = nil
                    affected = followed.remove(key)
                } else {
                    let entry = Self.person(number, &random)
                    entries[key] = entry
                    affected = followed.set(key, to: entry)
                }
                for key in affected { known[key] = followed.standing(of: key, at: 0) }

                let snapshot = Self.fresh(entries)
                #expect(followed.snapshot(at: 0) == snapshot, "seed \(seed)")
                #expect(Self.served(known) == Set(snapshot.accounts), "seed \(seed)")
                let gone = known.filter { $0.value == .gone }.keys
                #expect(gone.allSatisfy { entries[$0] == nil }, "seed \(seed)")
                #expect(entries.keys.allSatisfy { known[$0] != nil && known[$0] != .gone }, "seed \(seed)")
                let refused = Set(
                    known.values.compactMap { if case .refused(let entry) = $0 { entry.dn } else { nil } }
                )
                #expect(refused == Set(snapshot.refused.map(\.dn)), "seed \(seed)")
            }
        }
    }

    @Test func `an entry that is set to the same values changes nothing`() {
        var random = SeededGenerator(seed: 1)
        var followed = FollowedAccounts(rules: rules)
        let person = Self.person(1, &random)
        let first = followed.set(Self.key(1), to: person)
        let second = followed.set(Self.key(1), to: person)
        #expect(first == [Self.key(1)])
        #expect(second.isEmpty)
    }

    @Test func `a refresh finds the entries that it did not mention, in its own search only`() {
        var random = SeededGenerator(seed: 2)
        var followed = FollowedAccounts(rules: rules)
        for number in 0..<6 { _ = followed.set(Self.key(number), to: Self.person(number, &random)) }
        #expect(followed.unmentioned(in: 0).isEmpty)
        followed.beginRefresh(of: 0)
        let isKnown = followed.notePresence(of: Self.key(0))
        #expect(isKnown)
        _ = followed.set(Self.key(2), to: Self.person(2, &random))
        #expect(followed.unmentioned(in: 0) == [Self.key(4)])
        #expect(followed.unmentioned(in: 1).isEmpty)
    }

    @Test func `an entry that was never seen cannot be present, and can be reported as gone`() {
        var followed = FollowedAccounts(rules: rules)
        let isKnown = followed.notePresence(of: Self.key(1))
        let affected = followed.remove(Self.key(1))
        #expect(!isKnown)
        #expect(affected == [Self.key(1)])
        #expect(followed.standing(of: Self.key(1), at: 0) == .gone)
    }

    @Test func `what a store kept is the same again, and damage is noticed`() throws {
        var random = SeededGenerator(seed: 3)
        var followed = FollowedAccounts(rules: rules)
        for number in 0..<10 { _ = followed.set(Self.key(number), to: Self.person(number, &random)) }
        var restored = FollowedAccounts(rules: rules)
        for key in followed.keys {
            let packed = try #require(followed.stored(key))
            #expect(EntryID(stored: key.id.stored) == key.id)
            let isRestored = restored.restore(key, from: packed)
            #expect(isRestored)
            var other = FollowedAccounts(rules: rules)
            for count in packed.indices.dropFirst() {
                // A prefix may be an entry with fewer attributes, but never one that cannot be used.
                if other.restore(key, from: Array(packed[..<count])) { _ = other.snapshot(at: 0) }
            }
        }
        #expect(restored.snapshot(at: 0) == followed.snapshot(at: 0))
    }
}
