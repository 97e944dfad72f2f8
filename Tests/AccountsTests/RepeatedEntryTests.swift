import Accounts
import LDAPEntries
import Testing

@Suite struct RepeatedEntryTests {
    private func reading(_ entries: [LDAPEntry]) -> AccountSnapshot {
        var selection = AccountSelection(rules: rules, at: 0)
        for entry in entries { selection.add(entry) }
        return selection.result()
    }

    /// The same attributes at another DN.
    private func moved(_ entry: LDAPEntry, to dn: String) -> LDAPEntry {
        let attributes = entry.descriptions.map { ($0, entry.values(of: $0)) }
        return LDAPEntry(dn: dn, attributes: Dictionary(uniqueKeysWithValues: attributes))
    }

    private let bob = entry("bob", ["uidNumber": ["10002"]])

    @Test func `an entry that arrives twice is one account`() {
        let result = reading([entry(), bob, entry(), entry()])
        #expect(result == reading([entry(), bob]))
        #expect(result.accounts.map(\.name) == ["alice", "bob"])
        #expect(result.conflicts.isEmpty && result.refused.isEmpty)
    }

    @Test func `an entry that is moved during the search is one account at its new place`() {
        let result = reading([entry(), moved(entry(), to: "uid=alice,ou=left,dc=example,dc=org")])
        #expect(result.accounts.map(\.dn) == ["uid=alice,ou=left,dc=example,dc=org"])
        #expect(result.conflicts.isEmpty && result.refused.isEmpty)
    }

    @Test func `entryUUID is compared without regard to case`() {
        let upper = entry("alice", ["entryUUID": [sampleUUID(of: "alice").uppercased()]])
        #expect(reading([entry(), moved(upper, to: "uid=alice,dc=x")]).accounts.count == 1)
    }

    @Test(arguments: [
        "uid=alice,ou=people,dc=example,dc=org",
        "UID=Alice, OU=People , dc=example,DC=ORG",
        "userid=alice,2.5.4.11=people,dc=example,dc=org",
        "uid=\\61lice,ou= people,dc=example,dc=org",
    ])
    func `entries without entryUUID are one account if their DNs are equal in any notation`(dn: String) {
        let nameless = entry("alice", ["entryUUID": []])
        let result = reading([nameless, moved(nameless, to: dn)])
        #expect(result.accounts.map(\.name) == ["alice"])
        #expect(result.conflicts.isEmpty && result.refused.isEmpty)
    }

    @Test(arguments: [
        ["uidNumber": ["10003"]], ["gidNumber": ["7"]], ["homeDirectory": ["/home/alicia"]],
        ["uid": ["alicia"]],
        ["uidNumber": ["none"]],
    ])
    func `an entry that is changed during the search waits for the next run`(change: [String: [String]]) {
        let other = entry("alice", change)
        for entries in [[entry(), other], [other, entry()], [entry(), other, entry()]] {
            let result = reading(entries + [bob])
            #expect(result.accounts.map(\.name) == ["bob"])
            #expect(result.refused.map(\.reason) == [.changedMeanwhile])
            #expect(result.conflicts.isEmpty)
        }
    }

    @Test func `no entry is served if another one appears at its DN during the search`() {
        let other = entry("alice", ["entryUUID": [sampleUUID(of: "other")]])
        let result = reading([entry(), other])
        #expect(result.accounts.isEmpty && result.conflicts.isEmpty)
        #expect(result.refused.map(\.reason) == [.changedMeanwhile])
    }

    @Test func `a DN that is free again may be taken by somebody else`() {
        let newcomer = entry("alice2", ["uidNumber": ["10009"]])
        let result = reading([
            entry(), moved(entry(), to: "uid=alice,ou=left,dc=example,dc=org"),
            moved(newcomer, to: entry().dn),
        ])
        #expect(result.accounts.map(\.name) == ["alice", "alice2"])
        #expect(result.refused.isEmpty && result.conflicts.isEmpty)
    }

    @Test func `a refused entry that arrives twice is reported once`() {
        let broken = entry("alice", ["homeDirectory": ["/elsewhere/alice"]])
        #expect(reading([broken, broken]).refused.map(\.reason) == [.homeOutsidePrefix])
    }

    @Test func `an entry that arrives twice is named once in a conflict`() {
        let rival = entry("bob")
        let result = reading([entry(), rival, entry(), rival])
        #expect(result.accounts.isEmpty)
        #expect(
            result.conflicts == [
                AccountConflict(kind: .uidNumber, value: "10001", dns: [entry().dn, rival.dn].sorted())
            ]
        )
    }

    @Test(arguments: [[], ["5f0f3d5e-0000-103d-8000-0000000000bb"]])
    func `two entries with equal values and different DNs remain a conflict`(uuid: [String]) {
        let other = moved(entry("alice", ["entryUUID": uuid]), to: "uid=alice,ou=left,dc=example,dc=org")
        let result = reading([entry("alice", ["entryUUID": []]), other])
        #expect(result.conflicts.map(\.kind) == [.home, .name, .uidNumber])
        #expect(result.accounts.isEmpty)
    }

    @Test func `refused entries that had one DN one after the other are in a fixed order`() {
        let entries = (10..<40).flatMap { number in
            let name = "person\(number)"
            let uuid = "5f0f3d5e-0000-103d-8000-0000000000\(number)"
            let mover = entry(name, ["uidNumber": ["first"], "entryUUID": [uuid]])
            let here = entry("taken\(number)", ["uidNumber": ["second"], "entryUUID": []])
            return [mover, here, moved(mover, to: here.dn)]
        }
        let result = reading(entries)
        #expect(result.refused.count == 60)
        let keys = result.refused.map { [$0.dn, $0.message] }
        #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) })
    }
}
