import Configuration
import LDAPClient
import SourceText
import Testing

@Suite struct UserSearchTests {
    private func read(_ users: String) -> (configuration: Configuration?, report: Report) {
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
