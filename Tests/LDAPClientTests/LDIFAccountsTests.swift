import Accounts
import LDAPClient
import LDAPEntries
import Testing

@Suite struct LDIFAccountsTests {
    private func read(
        _ text: String,
        bases: [String] = ["dc=example,dc=org"],
        _ change: (inout AccountSearch) -> Void = { _ in }
    ) throws -> AccountSnapshot {
        var search = AccountSearch(bases: bases)
        search.groupBase = "dc=example,dc=org"
        change(&search)
        let rules = AccountRules(prefix: "/home", uidNumbers: 1_000...60_000)
        return try LDIFAccounts(search, by: rules).accounts(in: Array(text.utf8), at: 0)
    }

    private func user(
        _ name: String,
        _ number: Int = 10_001,
        below parent: String = "dc=example,dc=org",
        more: String = "",
        objectClass: String = "posixAccount"
    ) -> String {
        """
        dn: uid=\(name),\(parent)
        objectClass: \(objectClass)
        uid: \(name)
        uidNumber: \(number)
        gidNumber: 100
        homeDirectory: /home/\(name)
        \(more.isEmpty ? "" : more + "\n")

        """
    }

    @Test func `objects to removals, because a file may be old`() throws {
        let snapshot = try read(user("ann", more: "entryUUID: 5f0f3d5e-0000-103d-8000-0000000000AA"))
        #expect(snapshot.removalObjection == "an LDIF file may be older than the directory")
        #expect(snapshot.accounts.first?.stableID == "5f0f3d5e-0000-103d-8000-0000000000aa")
    }

    @Test(arguments: [
        (SearchRequest.Scope.subtree, ["ann", "bob"]), (.oneLevel, ["ann"]),
    ])
    func `searches an LDIF file with the configured scope`(scope: SearchRequest.Scope, names: [String]) throws
    {
        let text =
            user("ann") + user("bob", 10_002, below: "OU=Left , dc=example,dc=org")
            // A comma in a value does not separate components.
            + user("eve", 10_003, below: "o=a\\,dc=example,dc=org") + user("joe", 10_004, below: "dc=org")
        #expect(try read(text) { $0.scope = scope }.accounts.map(\.name) == names)
    }

    @Test func `reads each base of several, and an entry below two of them once`() throws {
        let text = user("ann") + user("bob", 10_002, below: "o=other")
        let bases = ["dc=org", "dc=example,dc=org", "o=other"]
        let snapshot = try read(text, bases: bases)
        #expect(snapshot.accounts.map(\.name) == ["ann", "bob"])
        let error = #expect(throws: LDAPError.self) { try read(text, bases: bases + ["o=gone"]) }
        #expect(error?.code == .noSuchBase)
        #expect(error?.message.hasPrefix("it has no entry at or below o=gone") == true)
    }

    @Test func `takes only users from an LDIF file`() throws {
        let text =
            user("ann", objectClass: "POSIXaccount") + user("bob", 10_002, objectClass: "account")
            + user("eve", 10_003, more: "objectClass: nsTombstone")
        #expect(try read(text) { $0.provider = .directoryServer389 }.accounts.map(\.name) == ["ann"])
        #expect(try read(text) { $0.provider = .openldap }.accounts.map(\.name) == ["ann", "eve"])
    }

    @Test func `takes people and not computers from an LDIF file of Active Directory`() throws {
        let entry = { (name: String, classes: String, number: Int) in
            """
            dn: CN=\(name),DC=example,DC=org
            \(classes)sAMAccountName: \(name)
            uidNumber: \(number)
            gidNumber: 100
            unixHomeDirectory: /home/\(name)
            userAccountControl: 514


            """
        }
        let text =
            entry("ann", "objectClass: user\n", 10_001)
            + entry("host", "objectClass: user\nobjectClass: computer\n", 10_002)
        let snapshot = try read(text) { $0.provider = .activeDirectory }
        #expect(snapshot.accounts.map(\.name) == ["ann"])
        #expect(snapshot.accounts.map(\.state) == [.disabled])
        #expect(snapshot.refused.isEmpty)
    }

    private static let groups = """
        dn: cn=listed,dc=example,dc=org
        objectClass: posixGroup
        cn: Listed
        memberUid: ANN

        dn: cn=named,dc=example,dc=org
        objectClass: groupOfNames
        cn: named
        member: UID=bob, DC=example,dc=org

        dn: cn=outside,o=other
        objectClass: posixGroup
        cn: outside
        memberUid: ann

        """

    @Test(arguments: [(["listed"], ["ann"]), (["named"], ["bob"]), (["named", "LISTED"], ["ann", "bob"])])
    func `serves only the members of groups that are in the same LDIF file`(groups: [String], names: [String])
        throws
    {
        // Groups may follow their members in a file.
        let text = user("ann") + user("bob", 10_002) + user("eve", 10_003) + Self.groups
        let snapshot = try read(text) { $0.groups = groups }
        #expect(snapshot.accounts.map(\.name) == names)
        #expect(snapshot.accounts.count + snapshot.outOfScope.count == 3)
    }

    @Test(arguments: ["gone", "outside", "*"])
    func `a group that an LDIF file does not have is an error`(name: String) throws {
        let error = #expect(throws: LDAPError.self) {
            try read(user("ann") + Self.groups) { $0.groups = ["listed", name] }
        }
        #expect(error?.code == .noSuchBase)
        #expect(error?.message.hasPrefix("it has no group \(name) below dc=example,dc=org; correct") == true)
    }

    @Test func `a part of the members that Active Directory returned is not taken for all of them`() {
        let part = "dn: cn=part,dc=example,dc=org\nobjectClass: group\ncn: part\nmember;range=0-1: uid=ann\n"
        let error = #expect(throws: LDIFError.self) {
            try read(user("ann") + part) { $0.groups = ["part"] }
        }
        #expect(error?.line == 11)
    }

    @Test func `refuses a filter that only a server can apply`() throws {
        let error = #expect(throws: LDAPError.self) { try read(user("ann")) { $0.filter = "(uid=a*)" } }
        #expect(error?.code == .badRequest)
        #expect(error?.message.contains("which only a server can apply") == true)
        #expect(try read(user("ann")) { $0.filter = "(objectClass=posixAccount)" }.accounts.count == 1)
    }

    @Test func `an LDIF file that refers to other servers is incomplete unless the reference is ignored`()
        throws
    {
        let reference = """
            dn: ou=far,dc=example,dc=org
            objectClass: referral
            ref: ldap://other.example.org/ou=far,dc=example,dc=org

            """
        let text = user("ann") + "\n" + reference
        let error = #expect(throws: LDAPError.self) { try read(text) }
        #expect(error?.code == .incomplete)
        let ignoring = try read(text) { $0.ignoredReferences = [ReferencePattern("*ou=far*")] }
        #expect(ignoring.accounts.count == 1)
    }

    @Test(arguments: [
        "uid=ann,dc=example,dc=org", "UID=Ann, dc=example,dc=org", "userid=\\61nn,dc=example,dc=org",
    ])
    func `names the lines of an entry that an LDIF file has twice`(dn: String) throws {
        let again = "dn: \(dn)\nobjectClass: posixAccount\nuid: ann\n"
        let error = #expect(throws: LDIFError.self) { try read(user("ann") + again) }
        #expect(error?.line == 8)
        #expect(error?.message.contains("is in the file twice, first in line 1") == true)
    }
}
