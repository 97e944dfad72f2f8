import Accounts
import LDAPEntries
import Testing

@Suite struct PlacementTests {
    private static let placed = AccountRules(
        prefix: "/home",
        uidNumbers: 1_000...60_000,
        placement: Placement(attribute: "homeServer", names: ["NFS1.example.org", "nfs1", "fd00::1"])
    )

    private func reading(_ values: [String]) -> AccountSnapshot {
        var selection = AccountSelection(rules: Self.placed, at: 0)
        selection.add(entry("alice", ["homeServer": values]))
        return selection.result()
    }

    @Test(arguments: [
        "nfs1.example.org", "nfs1", "NFS1", "nfs1:/srv/home/alice",
        "-rw,hard nfs1.example.org:/srv/home/alice",
        "[fd00::1]:/srv/home/alice",
    ])
    func `serves an account whose entry names this file server`(value: String) {
        #expect(reading([value]).accounts.map(\.name) == ["alice"])
        #expect(reading([value]).elsewhere.isEmpty)
    }

    @Test(arguments: [
        "nfs2", "nfs1.example.com", "nfs2:/srv/nfs1", "nfs11", "-rw nfs2:/srv/home/alice", ":/x",
    ])
    func `leaves an account to the file server that its entry names`(value: String) {
        #expect(reading([value]).elsewhere.map(\.name) == ["alice"])
        #expect(reading([value]).accounts.isEmpty && reading([value]).refused.isEmpty)
    }

    @Test(arguments: [
        ([], RefusedEntry.Reason.missingAttribute), ([""], .missingAttribute),
        (["nfs1", "nfs2"], .severalValues),
    ])
    func `refuses an entry that does not name one file server`(values: [String], reason: RefusedEntry.Reason)
    {
        #expect(reading(values).refused.map(\.reason) == [reason])
        #expect(reading(values).unservedHomeNames == ["alice"])
    }

    @Test func `accounts on two file servers must not share a uid number`() {
        var selection = AccountSelection(rules: Self.placed, at: 0)
        selection.add(entry("alice", ["homeServer": ["nfs1"]]))
        selection.add(entry("bob", ["homeServer": ["nfs2"]]))
        let result = selection.result()
        #expect(result.conflicts.map(\.kind) == [.uidNumber])
        #expect(result.accounts.isEmpty && result.elsewhere.isEmpty)
    }
}

@Suite struct FallbackHomeTests {
    private func account(_ template: String, _ homes: [String]) throws -> Account {
        let rules = AccountRules(
            prefix: "/home",
            uidNumbers: 1_000...60_000,
            fallbackHome: try HomeTemplate(template, prefix: "/home")
        )
        return try rules.account(from: entry("alice", ["homeDirectory": homes]), at: 0)
    }

    @Test(arguments: [[], [""], [#"\\fs1\homes\alice"#], ["home/alice"]])
    func `gives an entry without a home that clients could use the one of the template`(homes: [String])
        throws
    {
        #expect(try account("/home/%u", homes).homeDirectory == "/home/alice")
        #expect(try account("/home/%U", homes).homeName == "10001")
        #expect(try account("/home/x-%u", homes).homeDirectory == "/home/x-alice")
    }

    @Test(arguments: [["/nonexistent"], ["/home/alice", "/home/bob"], ["/dev/null"]])
    func `keeps refusing homes that are wrong`(homes: [String]) {
        #expect(throws: RefusedEntry.self) { try account("/home/%u", homes) }
    }

    @Test func `homes of templates count in conflicts`() throws {
        let rules = AccountRules(
            prefix: "/home",
            uidNumbers: 1_000...60_000,
            fallbackHome: try HomeTemplate("/home/%u", prefix: "/home")
        )
        var selection = AccountSelection(rules: rules, at: 0)
        selection.add(entry("alice", ["homeDirectory": []]))
        selection.add(entry("bob", ["homeDirectory": ["/home/alice"], "uidNumber": ["10002"]]))
        #expect(selection.result().conflicts.map(\.kind) == [.home])
    }
}
