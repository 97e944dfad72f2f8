import Accounts
import Configuration
import LDAPClient
import LDAPEntries
import MountMaps
import SourceText
import Testing

/// The configuration that init proposes is read without a finding, whatever a directory contains.
@Suite struct InitialConfigurationTests {
    private static let hostileTexts = [
        "dc=\"quoted\"", "dc=back\\\\slash", "dc=a\\,b", "dc=next\u{85}", "dc=münchen",
        "dc=right\u{202E}left", "dc=no\u{A0}break", "dc=wide\u{3000}blank", "dc=zero\u{200B}width",
        "dc=\u{2028}line", "dc=private\u{E000}", "dc=\u{1F600}", "dc=combined\u{301}", "dc=\u{FFFD}",
        "dc=\\u0000", "dc=\\x00", "dc='''", "dc=\"\"\"", "dc=# no comment",
        "\u{FEFF}dc=mark", "dc=" + String(repeating: "ä", count: 3_000),
    ]

    /// Texts that no setting may contain, because they would disturb a file or a terminal.
    private static let controlTexts = [
        "dc=line\nend", "dc=return\rback", "dc=tab\there", "dc=bell\u{7}", "dc=escape\u{1B}[31m",
        "dc=delete\u{7F}", "dc=]\n[homes]\nroot = \"/etc\"",
    ]

    private func read(_ configuration: InitialConfiguration) throws -> Configuration {
        let (read, report) = configuration.read(as: "autohome.toml")
        #expect(report.diagnostics.isEmpty, "\(configuration.text)")
        return try #require(read, "\(configuration.text)")
    }

    private func choices(_ change: (inout InitialChoices) -> Void = { _ in }) -> InitialChoices {
        var choices = InitialChoices(uris: ["ldap://ldap.example.org"], server: "nfs.example.org")
        change(&choices)
        return choices
    }

    private func users(_ change: (inout UserFindings) -> Void = { _ in }) -> UserFindings {
        var users = UserFindings()
        users.count = 3
        users.containers = [CountedText("dc=example,dc=org", count: 3)]
        users.homePrefixes = [CountedText("/home", count: 3)]
        users.numbers = 10_001...10_003
        change(&users)
        return users
    }

    private func findings(_ users: UserFindings) -> DirectoryFindings {
        DirectoryFindings(
            uri: "ldap://ldap.example.org",
            product: .openldap,
            base: "dc=example,dc=org",
            users: users
        )
    }

    @Test(arguments: hostileTexts)
    func `a hostile text from a directory is in the new configuration as it was`(text: String) throws {
        var found = findings(
            users {
                $0.containers = [CountedText("ou=a,\(text)", count: 2), CountedText("ou=b", count: 1)]
                $0.attributes.name = text
                $0.lacking = [text: 1]
            }
        )
        found.base = text
        found.uri = "ldap://" + text
        found.gaps = [.init(.maps, "the server says \"\(text)\"")]
        found.maps = MapFindings(base: "ou=maps", schema: .rfc2307bis, count: 1)
        let configuration = InitialConfiguration(choices(), findings: found)
        let read = try read(configuration)
        #expect(read.users.attributes.name == text)
        #expect(read.sync.homes.root == "/srv/home")
        #expect(read.mapBase == "ou=maps")
        #expect(read.users.bases == ["ou=a,\(text)", "ou=b"])
    }

    @Test(arguments: controlTexts)
    func `a control character in a base is refused and never read as something else`(text: String) {
        var found = findings(users())
        found.base = text
        let (configuration, report) = InitialConfiguration(choices(), findings: found).read(
            as: "autohome.toml"
        )
        #expect(configuration == nil)
        #expect(report.diagnostics.allSatisfy { $0.message.contains("control character") })
    }

    @Test(arguments: hostileTexts + controlTexts)
    func `a comment of the new configuration has no character that is invisible or ends it`(text: String) {
        var found = findings(users { $0.containers = [CountedText(text, count: 3)] })
        found.uri = text
        found.gaps = [.init(.users, text)]
        let lines = InitialConfiguration(choices(), findings: found).text.split(separator: "\n")
        for line in lines where line.hasPrefix("#") {
            #expect(
                line.unicodeScalars.allSatisfy {
                    $0 == " "
                        || ![.control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator]
                            .contains($0.properties.generalCategory)
                }
            )
        }
        // A text with a line end must not begin a line of its own.
        #expect(lines.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("[") || $0.contains(" = ") })
    }

    @Test func `the new configuration has the choices, and lets nobody mount without them`() throws {
        let silent = try read(InitialConfiguration(choices(), findings: findings(users())))
        #expect(silent.sync.exports.grants.map(\.clients) == [["127.0.0.1"]])
        #expect(silent.directory.bind == .anonymous)
        let chosen = choices {
            $0.clients = ["192.0.2.0/24", "@ws"]
            $0.homesRoot = "/data/\"homes\" of\\us"
            $0.access.bindDN = "cn=\"sync\",dc=example,dc=org"
            $0.access.passwordFile = "/etc/auto\\home/password"
            $0.access.startTLS = true
            $0.access.authorityFile = "/etc/ca.pem"
        }
        let read = try read(InitialConfiguration(chosen, findings: findings(users())))
        #expect(read.sync.exports.grants.map(\.clients) == [["192.0.2.0/24", "@ws"]])
        #expect(read.sync.homes.root == chosen.homesRoot)
        #expect(
            read.directory.bind
                == .simple(dn: "cn=\"sync\",dc=example,dc=org", passwordFile: "/etc/auto\\home/password")
        )
        #expect(read.directory.tls.startTLS)
        #expect(read.directory.tls.certificateAuthorityFile == "/etc/ca.pem")
    }

    @Test(
        arguments: [
            (nil, 1_000...60_000), (10_001...12_307, 1_000...60_000), (1_000...60_000, 1_000...60_000),
            (5_000...60_001, 1_000...61_999), (70_000...123_456, 70_000...139_999),
            (100_000...1_099_999, 100_000...1_199_999),
            (1_234_600_001...1_234_612_345, 1_200_000_000...1_399_999_999),
            (4_294_967_290...4_294_967_293, 4_200_000_000...4_294_967_294),
        ] as [(ClosedRange<UInt32>?, ClosedRange<UInt32>)]
    )
    func `the range of uid numbers is round, holds those in use and has room above them`(
        used: ClosedRange<UInt32>?,
        expected: ClosedRange<UInt32>
    ) throws {
        let found = findings(users { $0.numbers = used })
        #expect(
            try read(InitialConfiguration(choices(), findings: found)).sync.homes.uidNumbers == expected
        )
    }

    @Test func `all users in one or few containers are searched there, others below the base`() throws {
        func bases(_ containers: [CountedText], gaps: [DirectoryFindings.Gap] = []) throws -> [String] {
            var found = findings(users { $0.containers = containers })
            found.gaps = gaps
            return try read(InitialConfiguration(choices(), findings: found)).users.bases
        }
        let people = CountedText("ou=people,dc=example,dc=org", count: 2)
        let students = CountedText("ou=students,dc=example,dc=org", count: 1)
        #expect(try bases([people]) == [people.text])
        #expect(try bases([people, students]) == [people.text, students.text])
        #expect(try bases([CountedText("dc=example,dc=org", count: 3)]) == ["dc=example,dc=org"])
        // Users that were not seen may be elsewhere.
        #expect(try bases([people], gaps: [.init(.users, "a limit")]) == ["dc=example,dc=org"])
    }

    @Test func `attributes other than the usual ones of the product are named`() throws {
        var found = findings(users { $0.attributes = AttributeNames(homeDirectory: "unixHomeDirectory") })
        #expect(
            try read(InitialConfiguration(choices(), findings: found)).users.attributes
                == ConfiguredAttributeNames(homeDirectory: "unixHomeDirectory")
        )
        found.product = .activeDirectory
        found.users.attributes.name = "sAMAccountName"
        found.users.attributes.stableID = "objectGUID"
        #expect(
            try read(InitialConfiguration(choices(), findings: found)).users.attributes
                == ConfiguredAttributeNames()
        )
    }

    @Test func `a page size is written only if the server needs one`() throws {
        var found = findings(users())
        #expect(try read(InitialConfiguration(choices(), findings: found)).users.pageSize == nil)
        found.pageSize = 500
        found.needsPages = true
        #expect(try read(InitialConfiguration(choices(), findings: found)).users.pageSize == 500)
    }

    @Test func `a domain with SRV records is written instead of URIs`() throws {
        let chosen = choices {
            $0.uris = []
            $0.domain = "example.org"
            $0.access.startTLS = true
            $0.access.bind = "gssapi"
        }
        let read = try read(InitialConfiguration(chosen, findings: findings(users())))
        #expect(read.directory.domain == "example.org")
        #expect(read.directory.uris.isEmpty)
        #expect(read.directory.bind == .saslGSSAPI)
    }

    @Test func `StartTLS is recommended for unencrypted connections alone`() throws {
        var found = findings(users())
        found.offersStartTLS = true
        #expect(InitialConfiguration(choices(), findings: found).text.contains("\n#start_tls = true\n"))
        let encrypted = choices { $0.uris = ["ldaps://ldap.example.org"] }
        #expect(!InitialConfiguration(encrypted, findings: found).text.contains("start_tls"))
    }
}
