import Accounts
import LDAPEntries
import Testing

@Suite struct AccountHomesTests {
    @Test func `a home in an entry is an absolute path, and everything else is refused`() throws {
        let ldif = """
            dn: uid=a,dc=x
            homeDirectory: /home/a

            dn: uid=b,dc=x
            homeDirectory: home/b

            dn: cn=group,dc=x
            cn: group

            """
        let entries = try LDIFReader().entries(in: Array(ldif.utf8))
        let homes = AccountHomes(in: entries, attribute: "homeDirectory")
        #expect(homes.paths == ["/home/a"])
        #expect(homes.refusedCount == 1)
    }

    @Test func `what is refused or disputed is counted by its entries`() {
        let conflict = AccountConflict(kind: .name, value: "a", dns: ["uid=a", "uid=A"])
        let reading = AccountSnapshot(accounts: [], refused: [], conflicts: [conflict])
        #expect(AccountHomes(of: reading).refusedCount == 2)
    }
}
