import LDAPEntries
import Testing

@Suite struct DistinguishedNameTests {
    @Test(arguments: [
        "dc=example,dc=org", "ou=automount, dc=example, dc=org", "cn=a+uid=b,dc=x", "2.5.4.11=maps,dc=x",
        "ou=a\\,b,dc=x", "ou=caf\\C3\\A9,dc=x", "ou=café,dc=x", "ou=a\\\\b", "ou=a=b", "ou=\\ a\\ ",
    ])
    func `accepts a well-formed distinguished name`(name: String) {
        #expect(DistinguishedName.isWellFormed(name))
    }

    @Test(arguments: [
        "", " ", "example", "ou=a,b,dc=x", "ou=a\"b", "ou=a\\b,dc=x", "ou=a;b", "ou=a<b", "ou=+a", "ou=",
        "ou= ",
        "=a", "ou=a,", "ou=a\n,dc=x", "ou=a\\", "o u=a", "ou=a,,dc=x",
    ])
    func `rejects a malformed distinguished name`(name: String) {
        #expect(!DistinguishedName.isWellFormed(name))
    }

    @Test func `escapes values so that the distinguished name stays well-formed`() {
        for value in ["a,b", "#a", " a ", "a\"b\\c", "a\u{1}b", "a+b;c<d>", "é"] {
            let name = DistinguishedName.child(of: "dc=x", "ou", value)
            #expect(DistinguishedName.isWellFormed(name), "\(name)")
        }
    }
}
