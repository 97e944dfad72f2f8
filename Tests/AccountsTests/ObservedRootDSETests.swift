import Accounts
import LDAPEntries
import Testing

@Suite struct ObservedRootDSETests {
    private static let pages = "1.2.840.113556.1.4.319"
    private static let contentSynchronisation = "1.3.6.1.4.1.4203.1.9.1.1"
    private static let dirSync = "1.2.840.113556.1.4.841"

    @Test(arguments: [
        (RootDSEs.openldap25, ProviderKind.openldap, "dc=example,dc=org", contentSynchronisation),
        (
            RootDSEs.directoryServer389Version23, .directoryServer389, "dc=example,dc=org",
            contentSynchronisation
        ),
        (RootDSEs.samba417, .samba, "DC=example,DC=org", dirSync),
    ])
    func `a product is recognised by what its server was observed to say`(
        ldif: String,
        kind: ProviderKind,
        base: String,
        feed: String
    ) throws {
        let root = try RootDSEs.read(ldif)
        #expect(ProviderKind(of: root) == kind)
        #expect(root.namingContexts.contains(base))
        #expect(root.supportedControls.isSuperset(of: [Self.pages, feed]))
    }
}
