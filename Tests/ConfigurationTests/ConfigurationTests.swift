import Accounts
import Configuration
import LDAPClient
import MountMaps
import RandomTestSupport
import SourceText
import Testing

private let least = """
    [directory]
    uris = ["ldapi:///"]
    base = "dc=example,dc=org"
    [homes]
    root = "/srv/home"
    [exports]
    clients = ["10.0.0.0/8"]
    [automount]
    server = "nfs.example.org"

    """

private func read(_ text: String) -> (configuration: Configuration?, report: Report) {
    Configuration.read(SourceFile(name: "autohome.toml", text: text))
}

/// The findings as `line:column code message`.
private func findings(_ text: String) -> [String] {
    read(text).report.records.map { "\($0.line):\($0.column) \($0.code) \($0.message)" }
}

@Suite struct ConfigurationTests {
    @Test func `fills a minimal configuration with safe defaults`() throws {
        let configuration = try #require(read(least).configuration)
        #expect(configuration.directory.bind == .anonymous)
        #expect(configuration.directory.tls == LDAPSettings.TLS())
        var users = AccountSearch(bases: ["dc=example,dc=org"])
        users.groupBase = "dc=example,dc=org"
        #expect(configuration.users == users)
        #expect(configuration.rules.prefix == "/home")
        #expect(configuration.sync.homes.mode == 0o700)
        #expect(configuration.sync.homes.uidNumbers == 1_000...60_000)
        #expect(configuration.sync.homes.sentinel == nil)
        #expect(configuration.sync.exports.file == "/etc/exports")
        #expect(
            configuration.sync.exports.grants
                == [.init(clients: ["10.0.0.0/8"], options: ["rw", "sync", "no_subtree_check"])]
        )
        #expect(configuration.sync.automount.map == "/etc/auto.home")
        #expect(configuration.sync.automount.options == ["nosuid", "nodev"])
    }

    @Test func `accepts the sample configuration with every key uncommented`() throws {
        let sample = try SampleConfiguration.text()
        #expect(read(sample).configuration != nil)
        let uncommented = SampleConfiguration.uncommented(sample)
            .replacing("bind = \"anonymous\"", with: "bind = \"simple\"")
            .replacing("layout = \"wildcard\"", with: "layout = \"explicit\"")
            .replacing("base = the base of [directory]", with: "base = \"ou=people,dc=example,dc=org\"")
        let (configuration, report) = read(uncommented)
        #expect(TextRenderer(style: .plain).text(of: report) == "")
        #expect(
            configuration?.directory.bind
                == .simple(
                    dn: "cn=autohome,ou=services,dc=example,dc=org",
                    passwordFile: "/etc/autohome/password"
                )
        )
        #expect(configuration?.sync.homes.sentinel == ".homes-are-mounted")
        #expect(configuration?.check.policy.levels == ["EXP015": .off, "homes-with-suid-or-dev": .error])
        #expect(configuration?.check.policy.silences.map(\.code) == ["EXP042"])
    }

    @Test(arguments: [
        (
            "skeletton = \"/etc/skel\"",
            "6:1 CFG002 unknown key \"skeletton\" in [homes]; did you mean \"skeleton\"?"
        ),
        ("zzz = 1", "6:1 CFG002 unknown key \"zzz\" in [homes]"),
        ("uid_min = \"1000\"", "6:1 CFG003 uid_min must be a whole number"),
        ("uid_min = 1.5", "6:1 CFG003 uid_min must be a whole number"),
        ("skeleton = 7", "6:1 CFG003 skeleton must be a string"),
        ("mode = \"777\"", "6:1 CFG004 mode must give the owner all rights, and others no write permission"),
        ("mode = \"rwx\"", "6:1 CFG004 mode must be an octal mode such as \"0700\""),
        ("mode = \"4700\"", "6:1 CFG004 mode must be an octal mode such as \"0700\""),
        ("uid_min = 0", "6:1 CFG004 uid_min must be from 1 to 4294967294"),
        ("uid_min = 70000", "6:1 CFG004 uid_min is greater than uid_max: nobody would get a home"),
        (
            "prefix = \"/home/\"",
            "6:1 CFG004 prefix must be a plain absolute path without a slash at its end, not \"/home/\""
        ),
        (
            "prefix = \"/home/../\u{301}etc\"",
            "6:1 CFG004 prefix must be a plain absolute path without a slash at its end, not \"/home/../\u{301}etc\""
        ),
        (
            "prefix = \"/home/../etc\"",
            "6:1 CFG004 prefix must be a plain absolute path without a slash at its end, not \"/home/../etc\""
        ),
        (
            "skeleton = \"etc\"",
            "6:1 CFG004 skeleton must be a plain absolute path without a slash at its end, not \"etc\""
        ),
        ("skeleton = \"/a\\u001Bb\"", "6:1 CFG004 skeleton contains a control character: \"/a\\x1bb\""),
        ("skeleton = \"/a\\u0000b\"", "6:15 CFG001 a NUL (\\u0000) is not allowed in a value; remove it"),
        ("skeleton = '/a\\U00000000b'", "6:15 CFG001 a NUL (\\u0000) is not allowed in a value; remove it"),
        ("sentinel = \"a/b\"", "6:1 CFG004 sentinel must be the name of a file in the root, without a slash"),
    ])
    func `reports each error in [homes] with its line and column`(line: String, finding: String) {
        #expect(
            findings(least.replacing("root = \"/srv/home\"\n", with: "root = \"/srv/home\"\n\(line)\n")) == [
                finding
            ]
        )
    }

    @Test func `reports all errors of a file in one run`() {
        let text = least.replacing("root", with: "rot").replacing("[exports]", with: "[export]")
        #expect(findings(text).count == 4)
        #expect(read(text).configuration == nil)
    }

    @Test func `names an unknown section and suggests the right one`() {
        #expect(
            findings(least + "[homs]\n") == ["10:1 CFG002 unknown section \"homs\"; did you mean \"homes\"?"]
        )
    }

    @Test func `reports invalid TOML with its line`() throws {
        let found = findings("[homes\nroot = 1\n")
        #expect(found.count == 1)
        #expect(found[0].contains("CFG001"))
        #expect(found[0].hasPrefix("1:"))
    }

    @Test(arguments: ["[=x]", "[ .a]", "[[#b]]", "[ö]", "[[[c", "[", "[[ "])
    func `reports a table header without a name instead of crashing`(header: String) {
        let found = findings(least + header + "\n")
        #expect(found.count == 1)
        #expect(found[0].contains("CFG001"))
        #expect(found[0].hasPrefix("10:"))
    }

    @Test(arguments: [
        ("\0[zzz]", "1 CFG001 an invisible character (\\x00) is not allowed; remove it"),
        ("\u{FEFF}[zzz]", "1 CFG001 an invisible character (\\u{feff}) is not allowed; remove it"),
        ("\u{A0}[zzz]", "1 CFG001 a special blank (U+A0) is not allowed; use a space"),
        ("a = 1\r\u{2028}", "6 CFG001 an invisible character (\\x0d) is not allowed; remove it"),
    ])
    func `reports invisible characters with their line and column`(line: String, finding: String) {
        #expect(findings(least + line + "\n") == ["10:" + finding])
    }

    @Test func `accepts CRLF line ends in the configuration`() {
        #expect(read(least.replacing("\n", with: "\r\n")).configuration != nil)
    }

    @Test func `rejects a configuration that is not UTF-8`() {
        let file = SourceFile(name: "x", bytes: Array("a = \"".utf8) + [0xFF] + Array("\"\n".utf8))
        #expect(Configuration.read(file).configuration == nil)
    }

    @Test(arguments: [
        ("bind = \"simple\"", "bind = \"simple\" needs bind_dn and password_file"),
        ("bind = \"magic\"", "bind must be \"anonymous\", \"simple\", \"external\" or \"gssapi\""),
        ("bind_dn = \"cn=x\"", "bind must be \"simple\" if bind_dn or password_file is given"),
        ("timeout = 0", "timeout must be from 1 to 3600"),
        ("keepalive = 4", "keepalive must be from 5 to 7200"),
    ])
    func `rejects LDAP bind settings that cannot work`(line: String, message: String) {
        let text = least.replacing("base = \"dc=", with: "\(line)\nbase = \"dc=")
        let found = findings(text)
        #expect(found.count == 1)
        #expect(found[0].hasSuffix(" CFG004 \(message)"))
    }

    @Test func `reads a domain, a Kerberos bind and keepalive`() throws {
        let lines = "domain = \"example.org\"\nstart_tls = true\nbind = \"gssapi\"\nkeepalive = 30"
        let text = least.replacing("uris = [\"ldapi:///\"]", with: lines)
        let settings = try #require(read(text).configuration).directory
        #expect(settings.domain == "example.org" && settings.uris.isEmpty)
        #expect(settings.bind == .saslGSSAPI)
        #expect(settings.keepAlive == .seconds(30))
    }

    @Test(arguments: [
        ("domain = \"example.org\"\nstart_tls = true\nuris = [\"ldapi:///\"]", "uris and domain both name"),
        ("domain = \"example.org\"", "domain needs start_tls = true"),
        ("domain = 1\nstart_tls = true", "domain must be a string"),
        ("start_tls = true", "[directory] needs the key \"uris\""),
    ])
    func `rejects servers that are named twice, not at all, or by DNS without TLS`(
        lines: String,
        message: String
    ) {
        let found = findings(least.replacing("uris = [\"ldapi:///\"]", with: lines))
        #expect(found.count == 1 && found[0].contains(message), "\(found)")
    }

    @Test func `rejects an LDAP URI with another scheme`() {
        let found = findings(least.replacing("ldapi:///", with: "http://x"))
        #expect(
            found == [
                "2:1 CFG004 uris contains \"http://x\", which does not begin with one of ldap://, ldaps://, ldapi://"
            ]
        )
    }

    @Test(arguments: [
        ("map = \"/etc/auto.master\"", "/etc/auto.master is also the path of another generated file"),
        ("master = \"/etc/exports\"", "/etc/exports is also the path of another generated file"),
        ("map = \"/srv/home/auto.home\"", "/srv/home/auto.home is inside the root of the homes, /srv/home"),
    ])
    func `rejects paths of generated files that collide`(line: String, message: String) {
        #expect(findings(least + line + "\n") == ["10:1 CFG004 \(message)"])
    }

    @Test func `rejects an export without clients`() {
        #expect(findings(least.replacing("\"10.0.0.0/8\"", with: "")).count == 1)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `reads mutated configurations without crashing`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(least.utf8)
        for _ in 0..<4 {
            bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
        }
        let (configuration, report) = Configuration.read(SourceFile(name: "mutated", bytes: bytes))
        #expect((configuration == nil) == report.diagnostics.contains { $0.severity == .error })
    }
}
