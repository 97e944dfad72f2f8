import HostFiles
import Testing

@testable import AutomountResolver

// modules/lookup_ldap.c: parse_server_string
@Suite struct LDAPMapNameTests {
    /// A server, the name of the map, and the base below which it is looked for.
    typealias Place = (server: String, name: String?, base: String)

    private static let names: [Row<(name: String, type: String?), Place>] = [
        Row(
            "a name alone is looked for by the configuration",
            ("auto.home", nil),
            ("ldap://usual", "auto.home", "dc=usual")
        ),
        Row(
            "the type may be part of the name",
            ("ldap:auto.home", nil),
            ("ldap://usual", "auto.home", "dc=usual")
        ),
        // directory-name-004, directory-name-020
        Row(
            "a server may come between slashes",
            ("ldap://host/MAP", nil),
            ("ldap://host", "MAP", "dc=usual")
        ),
        // directory-name-001
        Row("a server may come before a colon", ("ldap:host:MAP", nil), ("ldap://host", "MAP", "dc=usual")),
        // directory-name-024
        Row("the type ldaps is the scheme", ("ldaps:host:MAP", nil), ("ldaps://host", "MAP", "dc=usual")),
        Row("the type may be known already", ("//host/MAP", "ldap"), ("ldap://host", "MAP", "dc=usual")),
        // directory-name-003
        Row(
            "an equals sign and a comma make a DN",
            ("ldap:host:ou=x,dc=b", nil),
            ("ldap://host", nil, "ou=x,dc=b")
        ),
        Row(
            "an attribute before the name is forgotten",
            ("ou=auto.home", nil),
            ("ldap://usual", "auto.home", "dc=usual")
        ),
        Row(
            "no server between slashes is the usual one",
            ("ldap:///MAP", nil),
            ("ldap://usual", "MAP", "dc=usual")
        ),
        // directory-i-2, directory-s-3
        Row(
            "an include gives the server no scheme",
            ("//127.0.0.1/MAP", nil),
            ("127.0.0.1", "MAP", "dc=usual")
        ),
        // directory-i-3, directory-s-4
        Row(
            "an include with a colon gives none either",
            ("127.0.0.1:MAP", nil),
            ("127.0.0.1", "MAP", "dc=usual")
        ),
    ]

    @Test(arguments: names) func `the name of a map in LDAP tells server and base`(
        row: Row<(name: String, type: String?), Place>
    ) {
        let text = "[ autofs ]\nldap_uri = ldap://usual\nsearch_base = dc=usual\n"
        let defaults = LDAPDefaults(configuration: AutofsConfiguration(bytes(text)), libraryFile: [])
        let map = LDAPMap(written: bytes(row.input.name), type: row.input.type, defaults: defaults)
        #expect(map.servers == [row.output.server], row.comment)
        #expect(map.name == row.output.name, row.comment)
        #expect(map.searchBases == [row.output.base], row.comment)
        // libldap connects to no server without a scheme.
        #expect(map.hasUsableServers == row.output.server.contains("://"), row.comment)
    }
}
