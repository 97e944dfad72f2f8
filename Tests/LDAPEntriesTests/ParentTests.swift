import LDAPEntries
import Testing

@Suite struct ParentTests {
    @Test(arguments: [
        ("uid=ann,ou=people,dc=org", "ou=people,dc=org"), ("uid=ann , ou=people", "ou=people"),
        ("cn=Berg\\, Ann,ou=people", "ou=people"), ("cn=a\\2C b,ou=people", "ou=people"),
        ("cn=end\\\\,ou=people", "ou=people"), ("cn=a+uid=b,ou=people", "ou=people"),
        ("dc=org", nil), ("", nil), ("dc=org,", nil), ("dc=org\\", nil), (",dc=org", "dc=org"),
    ])
    func `the parent of a name is what follows its first comma that is not escaped`(
        name: String,
        parent: String?
    ) {
        #expect(DistinguishedName.parent(of: name) == parent)
    }
}
