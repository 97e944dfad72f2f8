import Accounts
import LDAPEntries
import Testing

@Suite struct AccountSelectionTests {
    private func reading(_ entries: [LDAPEntry]) -> AccountSnapshot {
        var selection = AccountSelection(rules: rules, at: 0)
        for entry in entries { selection.add(entry) }
        return selection.result()
    }

    @Test func `sorts accounts by name, whatever the order of the LDAP server`() {
        let entries = [entry("bob", ["uidNumber": ["1002"]]), entry("alice")]
        #expect(reading(entries) == reading(entries.reversed()))
        #expect(reading(entries).accounts.map(\.name) == ["alice", "bob"])
    }

    @Test func `leaves out both entries that share a uid number, and keeps the others`() {
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

    @Test func `compares uid numbers by value, so 0010001 conflicts with 10001`() {
        let result = reading([entry("alice"), entry("bob", ["uidNumber": ["0010001"]])])
        #expect(result.conflicts.map(\.kind) == [.uidNumber])
        #expect(result.accounts.isEmpty)
    }

    @Test func `leaves out both entries that share a home`() {
        let result = reading([
            entry("alice"), entry("bob", ["uidNumber": ["1002"], "homeDirectory": ["/home/alice"]]),
        ])
        #expect(result.conflicts.map(\.kind) == [.home])
        #expect(result.accounts.isEmpty)
    }

    @Test func `reports a conflict between names that differ only in case`() {
        let result = reading([entry("alice"), entry("bob", ["uid": ["ALICE"], "uidNumber": ["1002"]])])
        #expect(result.conflicts.map(\.kind) == [.name])
    }

    @Test func `counts the uid number of a refused entry in conflicts`() {
        let result = reading([entry("alice"), entry("bob", ["homeDirectory": ["/elsewhere/bob"]])])
        #expect(result.refused.map(\.reason) == [.homeOutsidePrefix])
        #expect(result.conflicts.map(\.kind) == [.uidNumber])
        #expect(result.accounts.isEmpty)
    }

    @Test func `reports no conflict when all entries involved are refused`() {
        let result = reading([
            entry("alice", ["homeDirectory": ["/x/alice"]]), entry("bob", ["homeDirectory": ["/x/bob"]]),
        ])
        #expect(result.refused.count == 2)
        #expect(result.conflicts.isEmpty)
    }

    @Test func `accepts an entry with two uid values that differ only in case`() {
        let result = reading([entry("alice", ["uid": ["alice", "ALICE"]])])
        #expect(result.conflicts.isEmpty)
        #expect(result.accounts.map(\.name) == ["alice"])
    }
}
