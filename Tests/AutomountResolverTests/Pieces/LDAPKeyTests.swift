import LDAPEntries
import MountMaps
import Testing

@testable import AutomountResolver

// modules/lookup_ldap.c: lookup_one
@Suite struct LDAPKeyTests {
    private static let reaches: [Row<String, LDAPKey.FilterMatches>] = [
        Row("a plain name finds key and wildcard", "alice", .keyAndWildcard),
        // directory-x-paren2, ldap-017
        Row("an opening parenthesis finds nothing", "a(", .nothing),
        // directory-x-paren
        Row("a closing parenthesis finds nothing", "a)", .nothing),
        // directory-x-bs
        Row("a backslash and two hexadecimal digits find the wildcard alone", #"a\62"#, .wildcardOnly),
        // directory-x-bs2
        Row("a backslash and other letters find nothing", #"a\zz"#, .nothing),
        // directory-x-bs4
        Row("a backslash at the end finds nothing", #"a\"#, .nothing),
    ]

    // modules/lookup_ldap.c: encode_percent_hack
    private static let spellings: [Row<String, [String]>] = [
        Row("small letters have no other spelling", "alice", []),
        // ldap-049
        Row("a capital has a percent sign or brackets", "Alice", ["%Alice", "%[A]lice"]),
        // directory-x-pct2, directory-x-pct6
        Row("capitals in a row share brackets", "FOO", ["%F%O%O", "%[FOO]"]),
        // directory-m-nis2
        Row("capitals inside a name do too", "/Home", ["/%Home", "/%[H]ome"]),
        // directory-x-pct3
        Row("a percent sign is doubled", "a%b", ["a%%b", "a%%b"]),
    ]

    // modules/lookup_ldap.c: decode_percent_hack
    private static let decodings: [Row<String, String>] = [
        Row("a plain key stays", "alice", "alice"),
        // directory-x-pct
        Row("a percent sign before a capital is dropped", "%Alice", "Alice"),
        // ldap-049
        Row("brackets around a capital are dropped", "%[A]lice", "Alice"),
        // directory-x-pct6
        Row("brackets around several are dropped", "%[FOO]", "FOO"),
        // directory-m-nis
        Row("brackets may hold a slash", "%[/HOME]", "/HOME"),
        // directory-x-pct3
        Row("a doubled percent sign is one", "a%%b", "a%b"),
        // directory-x-pct4
        Row("a single percent sign is dropped", "a%b", "ab"),
        // directory-x-pct5
        Row("a percent sign alone stays", "%", "%"),
    ]

    // lib/parse_subs.c: sanitize_path
    private static let names: [Row<(key: String, isDirect: Bool), String?>] = [
        Row("a plain key is its name", ("alice", false), "alice"),
        Row("quotes are taken out", (#""a""#, false), "a"),
        Row("backslashes are taken out", (#"a\ b"#, false), "a b"),
        // directory-x-slashkey
        Row("an indirect key holds no slash", ("a/b", false), nil),
        Row("a direct key begins with a slash", ("data", true), nil),
        Row("doubled slashes are one", ("//a//b", true), "/a/b"),
        Row("a line feed makes a key invalid", ("a\nb", false), nil),
    ]

    private static let schemas: [Row<String, Bool>] = [
        // ldap-049
        Row("keys of nisObject hide capitals", "nisObject", true),
        Row("the name of the class may have other capitals", "NISobject", true),
        // ldap-013
        Row("keys of automount do not", "automount", false),
    ]

    @Test(arguments: reaches) func `a name may be no filter`(row: Row<String, LDAPKey.FilterMatches>) {
        #expect(LDAPKey.FilterMatches(of: bytes(row.input)) == row.output, row.comment)
    }

    @Test(arguments: spellings) func `a name with capitals has other spellings`(row: Row<String, [String]>) {
        #expect(LDAPKey.encoded(bytes(row.input)).map { text($0) } == row.output, row.comment)
    }

    @Test(arguments: decodings) func `percent signs hide capitals`(row: Row<String, String>) {
        #expect(text(LDAPKey.decoded(bytes(row.input))) == row.output, row.comment)
    }

    @Test(arguments: names) func `a key stands for a name`(row: Row<(key: String, isDirect: Bool), String?>) {
        let name = LDAPKey.name(of: bytes(row.input.key), isDirect: row.input.isDirect)
        #expect(name.map { text($0) } == row.output, row.comment)
    }

    @Test(arguments: schemas) func `the class of entries decides whether percent signs count`(
        row: Row<String, Bool>
    ) {
        let schema = LDAPMapSchema(
            mapObjectClass: "m",
            mapAttribute: "m",
            entryObjectClass: row.input,
            entryAttribute: "e",
            valueAttribute: "v"
        )
        #expect(LDAPKey.hidesCapitals(schema) == row.output, row.comment)
    }

    // ldap-003, ldap-004
    @Test(arguments: [("*", true), ("/", true), ("%", false), ("**", false), ("alice", false)])
    func `a star and a slash are the wildcard`(key: String, isWildcard: Bool) {
        #expect(LDAPKey.isWildcard(bytes(key)) == isWildcard)
    }
}
