import LDAPEntries
import Testing

@testable import AutomountResolver

// modules/lookup_ldap.c: lookup_one
@Suite struct LDAPKeysTests {
    /// The name that is looked up, and the keys and values of each entry in the order of the server.
    typealias Search = (name: String, entries: [(keys: [String], values: [String])])

    private static let plain: [Row<Search, String?>] = [
        Row("a key has its value", ("alice", [(["alice"], ["s:/a"])]), "s:/a"),
        Row("a key is compared byte for byte", ("alice", [(["Alice"], ["s:/a"])]), nil),
        // ldap-003
        Row("a star is the wildcard", ("alice", [(["*"], ["s:/w"])]), "s:/w"),
        // ldap-004
        Row("a slash is the wildcard", ("alice", [(["/"], ["s:/w"])]), "s:/w"),
        Row("a key goes before a wildcard", ("alice", [(["*"], ["s:/w"]), (["alice"], ["s:/a"])]), "s:/a"),
        // ldap-006
        Row(
            "of both wildcards the first counts",
            ("alice", [(["*"], ["s:/star"]), (["/"], ["s:/slash"])]),
            "s:/star"
        ),
        Row(
            "of two entries with one key the first counts",
            ("a", [(["a"], ["s:/1"]), (["a"], ["s:/2"])]),
            "s:/1"
        ),
        // directory-x-vals2
        Row("several values are joined by a blank", ("a", [(["a"], ["-ro", "s:/a"])]), "-ro s:/a"),
        // directory-x-nul
        Row("a value ends at a NUL", ("a", [(["a"], ["s:/a\0 b"])]), "s:/a"),
        // directory-x-noval
        Row("an entry without a value is passed over", ("a", [(["a"], []), (["*"], ["s:/w"])]), "s:/w"),
        // directory-x-multi2
        Row("an entry with several keys stands for the name", ("b", [(["a", "b"], ["s:/m"])]), "s:/m"),
        // directory-x-plus
        Row("a key may begin with a plus sign", ("+x", [(["+x"], ["s:/p"])]), "s:/p"),
        // ldap-012, ldap-013
        Row("percent signs mean nothing", ("Alice", [(["%[A]lice"], ["s:/pa"])]), nil),
    ]

    private static let nis: [Row<Search, String?>] = [
        // ldap-049
        Row("brackets hide a capital", ("Alice", [(["%[A]lice"], ["s:/pa"])]), "s:/pa"),
        // directory-x-pct
        Row("a percent sign hides a capital", ("Alice", [(["%Alice"], ["s:/m"])]), "s:/m"),
        // directory-x-multi1
        Row(
            "of several keys one has a percent sign",
            ("Alice", [(["alice", "%[A]lice"], ["s:/m"])]),
            "s:/m"
        ),
        // directory-x-multi3
        Row("an entry with both wildcards is one", ("b", [(["*", "/"], ["s:/m"])]), "s:/m"),
        // directory-x-multi5
        Row("keys with percent signs alone end the search", ("B", [(["%B", "%C"], ["s:/m"])]), nil),
        // directory-x-pct5
        Row("a percent sign alone is another key", ("x", [(["%"], ["s:/m"]), (["x"], ["s:/x"])]), "s:/x"),
    ]

    private func entry(_ search: Search, _ schema: LDAPMapSchema) -> String? {
        let entries = search.entries.map { entry in
            LDAPMapEntry(
                distinguishedName: "cn=x",
                keys: entry.keys.map(bytes),
                values: entry.values.map(bytes)
            )
        }
        let keys = LDAPKeys(schema: schema, isDirect: false)
        return keys.entry(for: bytes(search.name), among: entries).map { text($0.value) }
    }

    @Test(arguments: plain) func `entries of automount have keys`(row: Row<Search, String?>) {
        #expect(entry(row.input, .rfc2307bis) == row.output, row.comment)
    }

    @Test(arguments: nis) func `entries of nisObject have keys with percent signs`(row: Row<Search, String?>)
    {
        #expect(entry(row.input, .rfc2307) == row.output, row.comment)
    }
}
