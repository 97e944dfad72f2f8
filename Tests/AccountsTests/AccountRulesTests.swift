import Accounts
import LDAPEntries
import Testing

/// An LDAP entry of a valid account; `changes` replaces the values of some attributes.
func entry(_ name: String = "alice", _ changes: [String: [String]] = [:]) -> LDAPEntry {
    var attributes = [
        "uid": [name], "uidNumber": ["10001"], "gidNumber": ["10001"], "homeDirectory": ["/home/\(name)"],
        "entryUUID": [sampleUUID(of: name)],
    ]
    attributes.merge(changes) { $1 }
    return LDAPEntry(
        dn: "uid=\(name),ou=people,dc=example,dc=org",
        attributes: attributes.mapValues { $0.map { Array($0.utf8) } }
    )
}

/// An identity for each name.
func sampleUUID(of name: String) -> String {
    let digits = name.utf8.prefix(6).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return "5f0f3d5e-0000-103d-8000-\(String(repeating: "0", count: 12 - digits.count))\(digits)"
}

let rules = AccountRules(prefix: "/home", uidNumbers: 1_000...60_000)

@Suite struct AccountRulesTests {
    @Test func `turns a valid entry into an account`() throws {
        #expect(
            try rules.account(from: entry(), at: 0)
                == Account(
                    dn: "uid=alice,ou=people,dc=example,dc=org",
                    stableID: sampleUUID(of: "alice"),
                    name: "alice",
                    uidNumber: 10_001,
                    gidNumber: 10_001,
                    homeDirectory: "/home/alice"
                )
        )
    }

    @Test(
        arguments: [
            ("uid", [], RefusedEntry.Reason.missingAttribute),
            ("uid", [""], .missingAttribute),
            ("uid", ["alice", "bob"], nil),
            ("uid", ["bob", "carol"], .severalValues),
            ("uid", ["../etc"], .badName),
            ("uid", ["a/b"], .badName),
            ("uid", ["a\nb"], .badName),
            ("uid", ["a b"], .badName),
            ("uid", ["-rf"], .badName),
            ("uid", ["&"], .badName),
            ("uid", [".."], .badName),
            ("uid", ["é"], .badName),
            ("uid", ["a\0"], .badName),
            ("uidNumber", [], .missingAttribute),
            ("uidNumber", ["1001", "1002"], .severalValues),
            ("uidNumber", ["0x3e9"], .badNumber),
            ("uidNumber", ["+1001"], .badNumber),
            ("uidNumber", ["-2"], .badNumber),
            ("uidNumber", ["99999999999"], .badNumber),
            ("uidNumber", ["1001 "], .badNumber),
            ("uidNumber", ["0"], .numberOutOfRange),
            ("uidNumber", ["999"], .numberOutOfRange),
            ("uidNumber", ["60001"], .numberOutOfRange),
            ("uidNumber", ["1000"], nil),
            ("uidNumber", ["60000"], nil),
            ("gidNumber", ["0"], .numberOutOfRange),
            ("gidNumber", ["4294967295"], .numberOutOfRange),
            ("gidNumber", ["100"], nil),
            ("homeDirectory", [], .missingAttribute),
            ("homeDirectory", ["home/alice"], .badHome),
            ("homeDirectory", ["/users/alice"], .homeOutsidePrefix),
            ("homeDirectory", ["/homes/alice"], .homeOutsidePrefix),
            ("homeDirectory", ["/home"], .homeOutsidePrefix),
            ("homeDirectory", ["/"], .homeOutsidePrefix),
            ("homeDirectory", ["/home/"], .badHome),
            ("homeDirectory", ["/home/alice/"], .badHome),
            ("homeDirectory", ["/home//alice"], .badHome),
            ("homeDirectory", ["/home/../etc"], .badHome),
            ("homeDirectory", ["/home/.."], .badHome),
            ("homeDirectory", ["/home/a/b"], .badHome),
            ("homeDirectory", ["/home/.ssh"], .badHome),
            ("homeDirectory", ["/home/lost+found"], .badHome),
            ("homeDirectory", ["/home/a\u{301}"], .badHome),
            ("homeDirectory", ["/home/\u{301}a"], .badHome),
            ("homeDirectory", ["/home/alice:x"], .badHome),
            ("homeDirectory", ["\\\\server\\alice"], .badHome),
        ] as [(String, [String], RefusedEntry.Reason?)]
    )
    func `refuses an entry for the rule that it breaks, and accepts the limits`(
        attribute: String,
        values: [String],
        reason: RefusedEntry.Reason?
    ) {
        do {
            _ = try rules.account(from: entry("alice", [attribute: values]), at: 0)
            #expect(reason == nil)
        } catch {
            #expect(error.reason == reason)
            #expect(error.dn == "uid=alice,ou=people,dc=example,dc=org")
        }
    }

    @Test(arguments: [65_534, 65_535, 4_294_967_295] as [UInt32])
    func `refuses reserved uid numbers even inside the configured range`(number: UInt32) {
        let wide = AccountRules(prefix: "/home", uidNumbers: 0...UInt32.max)
        #expect(throws: RefusedEntry.self) {
            try wide.account(from: entry("alice", ["uidNumber": ["\(number)"]]), at: 0)
        }
    }

    @Test func `escapes control characters in the message about a refused name`() {
        do {
            _ = try rules.account(from: entry("alice", ["uid": ["a\u{1B}[2J"]]), at: 0)
            Issue.record("the name was let pass")
        } catch {
            #expect(
                error.message == "the name \"a\\x1b[2J\" contains the control character \\x1b; "
                    + "only ASCII letters, digits, '_', '.', '-' and '@' are allowed"
            )
        }
    }

    @Test func `refuses attribute values that are not UTF-8`() {
        let broken = LDAPEntry(
            dn: "uid=x",
            attributes: ["uid": [[0xFF]], "homeDirectory": [Array("/home/x".utf8)]]
        )
        #expect(throws: RefusedEntry.self) { try rules.account(from: broken, at: 0) }
    }

    @Test func `accepts names of up to 253 bytes, the longest that autofs looks up`() {
        #expect(NameRule.objection(to: String(repeating: "a", count: 253)) == nil)
        #expect(NameRule.objection(to: String(repeating: "a", count: 254)) != nil)
    }

    @Test func `picks the uid value that matches the home directory`() throws {
        let account = try rules.account(from: entry("alice", ["uid": ["asmith", "alice"]]), at: 0)
        #expect(account.name == "alice")
    }
}
