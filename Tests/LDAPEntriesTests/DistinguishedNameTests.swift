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

    @Test(arguments: [
        ("uid=a,ou=people,dc=x", "UID=A, OU=People,DC=X"),
        ("cn=a+uid=b,dc=x", "uid=b + cn=a,dc=x"),
        ("cn=Anna  Maria,dc=x", "commonName=anna maria ,DC=x"),
        ("ou=a\\,b,dc=x", "ou=a\\2Cb,dc=x"),
        ("ou=café,dc=x", "ou=CAF\\C3\\89,dc=x"),
        ("dc=x", "0.9.2342.19200300.100.1.25=x"),
    ])
    func `two spellings of one name compare equal`(one: String, two: String) {
        #expect(DistinguishedName.compared(one) == DistinguishedName.compared(two))
    }

    @Test(arguments: [
        ("uid=a,dc=x", "uid=b,dc=x"), ("uid=a,dc=x", "cn=a,dc=x"), ("uid=a,dc=x", "uid=a"),
        ("uid=a b", "uid=ab"),
        ("ou=a\\,ou=b", "ou=a,ou=b"), ("cn=a+cn=b", "cn=a,cn=b"), ("cn=a\\+cn=b", "cn=a+cn=b"), ("", "uid=a"),
    ])
    func `two names do not compare equal`(one: String, two: String) {
        #expect(DistinguishedName.compared(one) != DistinguishedName.compared(two))
    }
}
