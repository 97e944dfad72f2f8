import Accounts
import Configuration
import LDAPClient
import SourceText
import Testing

@Suite struct UserSearchTests {
    private func read(
        _ users: String,
        layout: String = "wildcard"
    ) -> (configuration: Configuration?, report: Report) {
        Configuration.read(
            SourceFile(
                name: "autohome.toml",
                text: """
                    [directory]
                    uris = ["ldapi:///"]
                    base = "dc=example,dc=org"
                    page_size = 500
                    [directory.users]
                    scope = "one"
                    \(users)
                    [homes]
                    root = "/srv/home"
                    [exports]
                    clients = ["10.0.0.0/8"]
                    [automount]
                    server = "nfs.example.org"
                    layout = "\(layout)"
                    """
            )
        )
    }

    @Test(arguments: [
        ("", ["dc=example,dc=org"]),
        ("base = \"ou=a,dc=example,dc=org\"", ["ou=a,dc=example,dc=org"]),
        ("bases = [\"ou=a,dc=example,dc=org\"]", ["ou=a,dc=example,dc=org"]),
        (
            "bases = [\"ou=a,dc=example,dc=org\", \"ou=b,dc=example,dc=org\"]",
            ["ou=a,dc=example,dc=org", "ou=b,dc=example,dc=org"]
        ),
    ])
    func `reads one base or several`(text: String, bases: [String]) throws {
        let users = try #require(read(text).configuration).users
        #expect(users.bases == bases)
        #expect(users.scope == .oneLevel && users.pageSize == 500)
    }

    @Test func `leaves to the profile what is not configured`() throws {
        let users = try #require(read("").configuration).users
        #expect(users.provider == nil && users.filter == nil)
        #expect(users.attributes == ConfiguredAttributeNames())
        let named = try #require(
            read("[directory.users.attributes]\nstable_id = \"nsUniqueId\"").configuration
        )
        #expect(named.users.attributes == ConfiguredAttributeNames(stableID: "nsUniqueId"))
        let old = try #require(
            read("[directory.users.attributes]\nentry_uuid = \"nsUniqueId\"").configuration
        )
        #expect(old.users == named.users)
    }

    @Test func `reads the groups whose members get homes`() throws {
        #expect(try #require(read("").configuration).users.groups == nil)
        let text = "member_of = [\"hpc\"]\n[directory.groups]\nbase = \"ou=groups,dc=example,dc=org\""
        let users = try #require(read(text).configuration).users
        #expect(users.groups == ["hpc"])
        #expect(users.groupBase == "ou=groups,dc=example,dc=org")
    }

    @Test func `reads the template for homes and how accounts are placed`() throws {
        let text = """
            fallback_home = "/home/%u"
            [directory.users.placement]
            attribute = "homeServer"
            """
        let explicit = try #require(read(text, layout: "explicit").configuration).rules
        #expect(explicit.fallbackHome?.text == "/home/%u")
        #expect(explicit.placement == Placement(attribute: "homeServer", names: ["NFS.example.org"]))
        let named = try #require(read(text + "\nnames = [\"nfs1\"]", layout: "explicit").configuration).rules
        #expect(named.placement == Placement(attribute: "homeServer", names: ["nfs1"]))
        #expect(explicit.attributesRead.last == "homeServer")
    }

    @Test func `reads the references to ignore`() throws {
        let text =
            "bases = [\"ou=a\", \"ou=b\"]\nignore_references = [\"*DomainDnsZones*\", \"*,cn=Configuration,*\"]"
        let users = try #require(read(text).configuration).users
        #expect(users.ignoredReferences.map(\.text) == ["*DomainDnsZones*", "*,cn=Configuration,*"])
    }

    @Test(arguments: [
        ("base = \"ou=a\"\nbases = [\"ou=b\"]", "bases replaces base; give only one of the two"),
        ("bases = []", "bases must name at least one base; leave it out for that of [directory]"),
        ("bases = \"ou=a\"", "bases must be an array of strings"),
        (
            "fallback_home = \"/home/all\"",
            "fallback_home must contain %u or %U, or all accounts would have the same home"
        ),
        ("fallback_home = \"/home/%n\"", "fallback_home has a % without u, U or % after it"),
        ("fallback_home = \"/nfs/%u\"", "fallback_home must begin with /home/"),
        (
            "[directory.users.placement]\nattribute = \"homeServer\"",
            "layout must be \"explicit\" with [directory.users.placement]: a wildcard would send the users of other "
                + "file servers to this one"
        ),
        (
            "[directory.users.placement]\nnames = [\"nfs1\"]",
            "attribute is missing: it names the file server of an account"
        ),
        ("ignore_references = \"*\"", "ignore_references must be an array of strings"),
        (
            "ignore_references = [\"\"]",
            "ignore_references contains an empty pattern; name a part of the references, such as \"*DomainDnsZones*\""
        ),
    ])
    func `bases and patterns that mean nothing are refused`(text: String, message: String) {
        let (configuration, report) = read(text)
        #expect(configuration == nil)
        #expect(report.records.map(\.message) == [message])
    }
}
