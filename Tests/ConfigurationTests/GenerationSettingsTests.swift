import Configuration
import MountMaps
import SourceText
import Testing

private let start = """
    [directory]
    uris = ["ldapi:///"]
    base = "dc=example,dc=org"
    [homes]
    root = "/srv/home"
    [automount]
    server = "nfs.example.org"

    """

private func read(_ text: String) -> (configuration: Configuration?, report: Report) {
    Configuration.read(SourceFile(name: "autohome.toml", text: start + text))
}

/// The findings as `line:column message`.
private func findings(_ text: String) -> [String] {
    read(text).report.records.map { "\($0.line):\($0.column) \($0.message)" }
}

@Suite struct GenerationSettingsTests {
    @Test func `appends [[exports.grants]] to the clients and inherits their options`()
        throws
    {
        let text = """
            [exports]
            clients = ["10.0.0.0/8"]
            options = ["ro", "no_subtree_check"]
            [[exports.grants]]
            clients = ["@staff", "ws1"]
            [[exports.grants]]
            clients = ["*.example.org"]
            options = ["no_subtree_check", "sec=krb5p", "rw", "sec=sys", "ro"]
            """
        let configuration = try #require(read(text).configuration)
        #expect(
            configuration.sync.exports.grants == [
                .init(clients: ["10.0.0.0/8"], options: ["ro", "no_subtree_check"]),
                .init(clients: ["@staff", "ws1"], options: ["ro", "no_subtree_check"]),
                .init(
                    clients: ["*.example.org"],
                    options: ["no_subtree_check", "sec=krb5p", "rw", "sec=sys", "ro"]
                ),
            ]
        )
    }

    @Test func `accepts [[exports.grants]] without clients in [exports], also as inline tables`() throws {
        let text = "[exports]\ngrants = [{clients = [\"@a\"]}, {clients = [\"b\"], options = [\"ro\"]}]\n"
        let configuration = try #require(read(text).configuration)
        #expect(configuration.sync.exports.grants.map(\.clients) == [["@a"], ["b"]])
    }

    @Test func `reads layouts, file paths and export ids`() throws {
        let text = """
            layout = "explicit"
            master = "/etc/auto.master.d/autohome.autofs"
            ldap_base = "ou=maps,dc=example,dc=org"
            [exports]
            file = "/etc/exports.d/autohome.exports"
            clients = ["10.0.0.0/8"]
            layout = "each"
            fsid = "stable"
            [ganesha]
            first_export_id = 100
            """
        let configuration = try #require(read(text).configuration)
        #expect(configuration.sync.exports.layout == .each)
        #expect(configuration.sync.exports.fsid == .stable)
        #expect(configuration.sync.automount.layout == .explicit)
        #expect(configuration.sync.ganesha.firstExportID == 100)
        #expect(configuration.mapBase == "ou=maps,dc=example,dc=org")
    }

    @Test(arguments: [
        ("[exports]\nclients = [\"a\"]\nlayout = \"both\"", "10:1 layout must be \"root\" or \"each\""),
        ("[exports]\nclients = [\"a\"]\nfsid = \"5\"", "10:1 fsid must be \"none\" or \"stable\""),
        (
            "[exports]\nclients = [\"a\"]\nfile = \"/etc/exports.d/a.conf\"",
            "10:1 file must be a file that exportfs reads: /etc/exports, or /etc/exports.d/NAME.exports"
        ),
        (
            "[exports]\nclients = [\"a\"]\nfile = \"/etc/exports.d/.exports\"",
            "10:1 file must be a file that exportfs reads: /etc/exports, or /etc/exports.d/NAME.exports"
        ),
        ("layout = 7\n[exports]\nclients = [\"a\"]", "8:1 layout must be a string"),
        (
            "master = \"/etc/auto.master.d/x\"\n[exports]\nclients = [\"a\"]",
            "8:1 master must end in .autofs, or automount does not read it there"
        ),
        (
            "[exports]\n[[exports.grants]]\n[[exports.grants]]\nclients = []",
            "9:1 [[exports.grants]] needs the key \"clients\""
        ),
        (
            "[exports]\n[[exports.grants]]\nclients = [\"a\"]\n[[exports.grants]]\nclients = [\"b\"]\nclient = 1",
            "13:1 unknown key \"client\" in [[exports.grants]]; did you mean \"clients\"?"
        ),
        (
            "[ganesha]\nfirst_export_id = 0\n[exports]\nclients = [\"a\"]",
            "9:1 first_export_id must be from 1 to 65535"
        ),
    ])
    func `reports each error in generation settings with its line and column`(text: String, finding: String) {
        #expect(findings(text).first == finding)
    }

    @Test(arguments: [
        ("clients = [\"a b\"]", "9:1 clients cannot be used"),
        ("clients = [\"10.0.0.0/33\"]", "9:1 clients cannot be used"),
        ("clients = [\"a\"]\noptions = [\"rw,sync\"]", "10:1 options cannot be used"),
        ("clients = [\"a\"]\noptions = [\"no_subtree\"]", "10:1 options cannot be used"),
        ("clients = [\"a\"]\noptions = [\"sec=krb6\"]", "10:1 options cannot be used"),
        (
            "clients = [\"a\"]\n[[exports.grants]]\nclients = [\"b\"]\noptions = [\"rw\", \"zzz\"]",
            "12:1 options cannot be used"
        ),
        ("clients = [\"a\"]\nfsid = \"stable\"\noptions = [\"fsid=5\"]", "11:1 options cannot be used"),
        (
            "clients = [\"*\"]\noptions = [\"rw\", \"no_subtree_check\"]",
            "9:1 clients gives the finding EXP040"
        ),
        (
            "clients = [\"10.0.0.0/8\"]\noptions = [\"rw\", \"no_root_squash\", \"no_subtree_check\"]",
            "9:1 clients gives the finding EXP041"
        ),
        (
            "clients = [\"10.0.0.0/8\", \"10.1.0.0/16\"]\n[[exports.grants]]\nclients = [\"10.2.0.0/16\"]\noptions = [\"ro\"]",
            "11:1 clients gives the finding EXP022"
        ),
    ])
    func `reports findings about generated content at the key that causes them`(text: String, finding: String)
    {
        let found = findings("[exports]\n" + text)
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.hasPrefix(finding) == true, "\(found)")
    }

    @Test func `keeps the configuration usable on a warning, and says how to fix or silence it`() throws {
        let (configuration, report) = read(Self.async)
        #expect(configuration != nil)
        #expect(report.records.map(\.code) == ["CFG007"])
        let message = try #require(report.records.first?.message)
        #expect(
            message.hasSuffix(
                "silence it: [[check.silence]] with code = \"EXP043\", file = \"/etc/exports\", "
                    + "path = \"/srv/home\", reason = \"…\"."
            ),
            "\(message)"
        )
        #expect(report.diagnostics.first?.help.contains("sync") == true, "\(report.records)")
    }

    @Test(arguments: [
        "[check.levels]\nEXP043 = \"off\"\n",
        "[check.levels]\nEXP043 = \"note\"\n",
        "[check.levels]\nasync-writes = \"off\"\n",
        "[[check.silence]]\ncode = \"EXP043\"\nreason = \"scratch\"\n",
        "[[check.silence]]\ncode = \"EXP043\"\nfile = \"/etc/exports\"\npath = \"/srv/home\"\nreason = \"scratch\"\n",
    ])
    func `applies levels and silences to generated content`(policy: String) {
        #expect(findings(Self.async + policy) == [])
    }

    @Test(arguments: [
        "file = \"/etc/exports.d/*\"", "path = \"/srv\"", "key = \"*\"",
    ])
    func `ignores a silence for another file, path or key`(place: String) {
        let policy = "[[check.silence]]\ncode = \"EXP043\"\n\(place)\nreason = \"scratch\"\n"
        #expect(findings(Self.async + policy).count == 1)
    }

    @Test func `raises and lowers findings about generated content by level`() {
        let worse = read(Self.async + "[check.levels]\nEXP043 = \"error\"\n")
        #expect(worse.configuration == nil)
        #expect(worse.report.records.map(\.code) == ["CFG006"])
        let open =
            "[exports]\nclients = [\"*\"]\noptions = [\"rw\", \"no_subtree_check\"]\n"
            + "[check.levels]\nEXP040 = \"warning\"\n"
        #expect(read(open).configuration != nil)
        #expect(read(open).report.records.map(\.code) == ["CFG007"])
        let usual = "[exports]\nclients = [\"10.0.0.0/8\"]\noptions = [\"rw\"]\n"
        #expect(read(usual).report.records.map(\.code) == [])
        let noted = read(usual + "[check.levels]\nEXP015 = \"warning\"\n").report.records
        #expect(noted.map(\.code) == ["CFG007"])
        #expect(noted.first?.message.contains("EXP015") == true)
    }

    @Test func `suggests the key that silences a finding about the map`() {
        let text = "options = [\"soft\"]\n[exports]\nclients = [\"a\"]\n"
        let message = findings(text).first ?? ""
        #expect(message.contains("file = \"/etc/auto.home\", key = \"*\""), "\(message)")
        let code = message.split(separator: " ").first { $0.hasPrefix("MAP") }?.dropLast() ?? ""
        let silence = "[[check.silence]]\ncode = \"\(code)\"\nkey = \"*\"\nreason = \"x\"\n"
        #expect(!findings(text + silence).contains { $0.contains("finding \(code)") })
    }

    @Test func `checks generated exports against the configured nfs-utils version`() {
        let text = "[exports]\nclients = [\"a\"]\n[check]\nnfs_utils = \"2.7.1\"\n"
        #expect(findings(text) == [])
    }

    private static let async =
        "[exports]\nclients = [\"10.0.0.0/8\"]\noptions = [\"rw\", \"no_subtree_check\", \"async\"]\n"

    @Test func `warns about mount options that lose data at their key`() {
        let text = "options = [\"soft\"]\n[exports]\nclients = [\"a\"]\n"
        #expect(findings(text).first?.hasPrefix("8:1 options gives the finding MAP02") == true)
        #expect(
            findings("options = [\"a,b\"]\n[exports]\nclients = [\"a\"]\n").first?.hasPrefix(
                "8:1 options cannot be used"
            ) == true
        )
    }
}
