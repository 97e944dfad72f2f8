import MountMaps
import SourceText
import Testing

@Suite struct AutomountRuleTests {
    private static func codes(_ text: String, of rule: Rule) -> Set<String> {
        Set(findings(text, of: rule).map(\.rule.code))
    }

    private static func findings(_ text: String, of rule: Rule) -> [Diagnostic] {
        let file = SourceFile(name: "map", text: text)
        if rule.code.hasPrefix("MST") { return MasterMapDocument(file).diagnostics() }
        return AutomountMapDocument(file).diagnostics(use: rule.code == "MAP004" ? .direct : .indirect)
    }

    static let rules = AutomountMapRules.all + MasterMapRules.all

    @Test(arguments: rules) func `finds each map rule in its example and not in the corrected text`(
        rule: Rule
    ) {
        #expect(Self.codes(rule.example, of: rule).contains(rule.code))
        #expect(!Self.codes(rule.corrected, of: rule).contains(rule.code))
    }

    @Test func `reports a wildcard in a direct map`() {
        let map = AutomountMapDocument(SourceFile(name: "map", text: "/a srv:/a\n* srv:/b/&\n"))
        let found = map.diagnostics(use: .direct).filter { $0.rule.code == "MAP004" }
        #expect(found.map(\.message) == ["The wildcard matches nothing in a direct map."])
    }

    @Test func `gives each map rule a unique code and name`() {
        #expect(Set(Self.rules.map(\.code)).count == Self.rules.count)
        #expect(Set(AutomountMapRules.all.map(\.name)).count == AutomountMapRules.all.count)
        #expect(Set(MasterMapRules.all.map(\.name)).count == MasterMapRules.all.count)
    }

    @Test(arguments: [
        ("a srv:/a\n# c\nb -ro,soft srv:/b\n* -rw,nosuid,nodev srv:/home/&\n", [String]()),
        ("k server srv:/a\n", ["MAP030"]),
        ("k / srv:/r /sub -ro srv:/s\n", []),
        ("k -fstype=bind :/srv\n", []),
        ("k -fstype=cifs ://srv/share\n", []),
        ("k srv:/a # c\n", ["MAP008"]),
        ("* -rw,nosuid,nodev srv:/home/$USER\n", []),
        ("k -ro a:/x b:/x\n", []),
        ("k a:/x b:/x\n", ["MAP029"]),
        ("k \"srv:/my dir\"\n", []),
    ]) func `reports exactly the expected findings of a map`(text: String, codes: [String]) {
        let findings = AutomountMapDocument(SourceFile(name: "m", text: text)).diagnostics(use: .indirect)
        #expect(findings.map(\.rule.code) == codes)
    }

    @Test(arguments: [
        ("j -sec=krb5p [2001:db8::1]:/h\n", "[2001:db8::1]"), ("j -sec=krb5 192.0.2.1:/h\n", "192.0.2.1"),
    ]) func `marks an address where Kerberos needs a host name`(text: String, address: String) throws {
        let file = SourceFile(name: "m", text: text)
        let finding = try #require(AutomountMapDocument(file).diagnostics(use: .indirect).first)
        #expect(finding.rule.code == "MAP032")
        #expect(String(decoding: file.bytes[finding.range], as: UTF8.self) == address)
    }

    @Test(arguments: [
        ("/h m\n/h -null\n", "/h"), ("home m\n", "'home'"), ("/h m --timeot=60\n", "'--timeot=60'"),
        ("/h m --timeout=0\n", "never unmounts"),
    ]) func `names the faulty text in a finding about a master map`(text: String, name: String) {
        let findings = MasterMapDocument(SourceFile(name: "m", text: text)).diagnostics()
        #expect(findings.contains { $0.message.contains(name) })
    }

    @Test func `escapes control characters in messages about options`() {
        let map = AutomountMapDocument(SourceFile(name: "m", text: "k -x-systemd.\u{1b}[2J srv:/a\n"))
        let findings = map.diagnostics(use: .indirect)
        #expect(!findings.isEmpty)
        #expect(!findings.contains { $0.message.unicodeScalars.contains("\u{1b}") })
    }

    @Test func `takes inherited master map options into account for homes`() {
        let map = AutomountMapDocument(SourceFile(name: "m", text: "* srv:/home/&\n"))
        #expect(map.diagnostics(use: .indirect).map(\.rule.code) == ["MAP023"])
        #expect(map.diagnostics(use: .indirect, inheritedOptions: ["nosuid", "nodev"]).isEmpty)
    }

    @Test(arguments: [
        ("a srv:/a\n  b srv:/b\n", "a srv:/a\nb srv:/b\n"),
        ("a srv:/a\r\n", "a srv:/a\n"),
        ("é srv:/a\n", "\"é\" srv:/a\n"),
    ]) func `fixes indentation, CRLF and non-ASCII keys of a map`(text: String, fixed: String) {
        let file = SourceFile(name: "m", text: text)
        let fixes = AutomountMapDocument(file).diagnostics(use: .indirect).flatMap(\.fixes)
        let result = file.applying(fixes.flatMap(\.edits)).file
        #expect(String(decoding: result.bytes, as: UTF8.self) == fixed)
        #expect(AutomountMapDocument(result).diagnostics(use: .indirect).isEmpty)
    }

    @Test func `fixes byte order mark and CRLF of a master map`() {
        let file = SourceFile(name: "m", text: "\u{feff}/home /etc/auto.home\r\n/a /etc/auto.a\r\n")
        let fixes = MasterMapDocument(file).diagnostics().flatMap(\.fixes)
        let once = file.applying(fixes.flatMap(\.edits)).file
        let again = MasterMapDocument(once).diagnostics().flatMap(\.fixes)
        let result = once.applying(again.flatMap(\.edits)).file
        #expect(MasterMapDocument(result).diagnostics().isEmpty)
        #expect(String(decoding: result.bytes, as: UTF8.self) == "/home /etc/auto.home\n/a /etc/auto.a\n")
    }
}
