import Accounts
import LDAPEntries
import Testing

@Suite struct AccountHomesTests {
    @Test func `counts an entry as refused unless its home is an absolute path`() throws {
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

    @Test func `counts every entry of a conflict as refused`() {
        let conflict = AccountConflict(kind: .name, value: "a", dns: ["uid=a", "uid=A"])
        let reading = AccountSnapshot(accounts: AccountList([]), refused: [], conflicts: [conflict])
        #expect(AccountHomes(of: reading).refusedCount == 2)
    }
}
