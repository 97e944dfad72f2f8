import Accounts
import LDAPEntries
import RandomTestSupport
import Testing

/// The selection beside the plainest way to say what it must find, on directories made by chance.
@Suite struct SelectionLawTests {
    private struct Person {
        let entry: LDAPEntry
        let claims: Set<String>
        let account: Account?
    }

    private static func people(_ random: inout SeededGenerator) -> [Person] {
        (0..<Int.random(in: 0...14, using: &random)).map { number in
            let names = (0..<Int.random(in: 1...2, using: &random)).map { _ in
                pick(["ann", "Ann", "bob", "BOB", "eve", "né", "-x"], &random)
            }
            let uid = pick(["1001", "01001", "1002", "1003", "1004", "7", "x"], &random)
            let home = pick(
                ["/home/ann", "/home/bob", "/home/Bob", "/home/eve", "/srv/eve", "home"],
                &random
            )
            let made = entry(
                "person\(number)",
                [
                    "uid": Array(Set(names)).sorted(), "uidNumber": [uid], "homeDirectory": [home],
                    "entryUUID": [sampleUUID(of: "\(number)")],
                ]
            )
            let claims =
                names.map { "name \($0.lowercased())" } + [
                    "home \(home)", "uid \(UInt32(uid).map { "\($0)" } ?? uid)",
                ]
            return Person(entry: made, claims: Set(claims), account: try? rules.account(from: made, at: 0))
        }
    }

    private static func pick(_ words: [String], _ random: inout SeededGenerator) -> String {
        words.randomElement(using: &random) ?? ""
    }

    @Test func `finds the accounts and conflicts that a comparison of all pairs finds`() {
        for seed in 0..<2_000 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let people = Self.people(&random)
            let shared = Set(people.flatMap(\.claims)).filter { claim in
                let owners = people.filter { $0.claims.contains(claim) }
                return owners.count > 1 && owners.contains { $0.account != nil }
            }
            let served = people.filter { $0.claims.isDisjoint(with: shared) }.compactMap(\.account)

            var selection = AccountSelection(rules: rules, at: 0)
            for person in people.shuffled(using: &random) { selection.add(person.entry) }
            let result = selection.result()

            #expect(Set(result.accounts) == Set(served), "seed \(seed)")
            #expect(result.accounts.map(\.homeName) == served.map(\.homeName).sorted(), "seed \(seed)")
            #expect(result.conflicts.count == shared.count, "seed \(seed)")
            let refused = people.filter { $0.account == nil }.map(\.entry.dn).sorted()
            #expect(result.refused.map(\.dn) == refused, "seed \(seed)")
        }
    }

    @Test func `an entry that is repeated without a change makes no difference`() {
        for seed in 0..<500 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let entries = Self.people(&random).map(\.entry)
            var once = AccountSelection(rules: rules, at: 0)
            for entry in entries { once.add(entry) }
            var again = AccountSelection(rules: rules, at: 0)
            for entry in (entries + entries.filter { _ in Bool.random(using: &random) }).shuffled(
                using: &random
            ) {
                again.add(entry)
            }
            #expect(once.result() == again.result(), "seed \(seed)")
        }
    }
}
