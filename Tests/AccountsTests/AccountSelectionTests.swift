import Accounts
import LDAPEntries
import Testing

@Suite struct AccountSelectionTests {
    private func reading(_ entries: [LDAPEntry]) -> AccountSnapshot {
        var selection = AccountSelection(rules: rules)
        for entry in entries { selection.add(entry) }
        return selection.result()
    }

    @Test func `accounts come sorted whatever the order of the directory`() {
        let entries = [entry("bob", ["uidNumber": ["1002"]]), entry("alice")]
        #expect(reading(entries) == reading(entries.reversed()))
        #expect(reading(entries).accounts.map(\.name) == ["alice", "bob"])
    }

    @Test func `two entries with one number are both left alone and others served`() {
        let result = reading([entry("alice"), entry("bob"), entry("carol", ["uidNumber": ["1003"]])])
        #expect(result.accounts.map(\.name) == ["carol"])
        #expect(
            result.conflicts == [
                AccountConflict(
                    kind: .uidNumber,
                    value: "10001",
                    dns: ["uid=alice,ou=people,dc=example,dc=org", "uid=bob,ou=people,dc=example,dc=org"]
                )
            ]
        )
    }

    @Test func `numbers are compared as numbers`() {
        let result = reading([entry("alice"), entry("bob", ["uidNumber": ["0010001"]])])
        #expect(result.conflicts.map(\.kind) == [.uidNumber])
        #expect(result.accounts.isEmpty)
    }

    @Test func `two entries with one home are left alone`() {
        let result = reading([
            entry("alice"), entry("bob", ["uidNumber": ["1002"], "homeDirectory": ["/home/alice"]]),
        ])
        #expect(result.conflicts.map(\.kind) == [.home])
        #expect(result.accounts.isEmpty)
    }

    @Test func `names that differ only in case are one name to the directory`() {
        let result = reading([entry("alice"), entry("Alice", ["uidNumber": ["1002"]])])
        #expect(result.conflicts.map(\.kind) == [.name])
    }

    @Test func `a refused entry still claims its number`() {
        let result = reading([entry("alice"), entry("bob", ["homeDirectory": ["/elsewhere/bob"]])])
        #expect(result.refused.map(\.reason) == [.homeOutsidePrefix])
        #expect(result.conflicts.map(\.kind) == [.uidNumber])
        #expect(result.accounts.isEmpty)
    }

    @Test func `refused entries among themselves are no conflict`() {
        let result = reading([
            entry("alice", ["homeDirectory": ["/x/alice"]]), entry("bob", ["homeDirectory": ["/x/bob"]]),
        ])
        #expect(result.refused.count == 2)
        #expect(result.conflicts.isEmpty)
    }

    @Test func `an entry is in no conflict with itself`() {
        let result = reading([entry("alice", ["uid": ["alice", "ALICE"]])])
        #expect(result.conflicts.isEmpty)
        #expect(result.accounts.map(\.name) == ["alice"])
    }
}
