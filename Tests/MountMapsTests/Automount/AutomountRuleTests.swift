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

    @Test(arguments: rules) func `a rule is found in its example and not in the corrected text`(rule: Rule) {
        #expect(Self.codes(rule.example, of: rule).contains(rule.code))
        #expect(!Self.codes(rule.corrected, of: rule).contains(rule.code))
    }

    @Test func `a wildcard in a direct map is found`() {
        let map = AutomountMapDocument(SourceFile(name: "map", text: "/a srv:/a\n* srv:/b/&\n"))
        let found = map.diagnostics(use: .direct).filter { $0.rule.code == "MAP004" }
        #expect(found.map(\.message) == ["The wildcard matches nothing in a direct map."])
    }

    @Test func `every rule has its own code and name`() {
        #expect(Set(Self.rules.map(\.code)).count == Self.rules.count)
        #expect(Set(AutomountMapRules.all.map(\.name)).count == AutomountMapRules.all.count)
        #expect(Set(MasterMapRules.all.map(\.name)).count == MasterMapRules.all.count)
    }

    @Test(arguments: [
        ("a srv:/a\n# c\nb -ro,soft srv:/b\n* -rw,nosuid,nodev srv:/home/&\n", [String]()),
        ("k server srv:/a\n", ["MAP030"]),
        ("k / srv:/r /sub -ro srv:/s\n", []),
        ("k -fstype=bind /srv\n", []),
        ("k -fstype=cifs ://srv/share\n", []),
        ("k srv:/a # c\n", ["MAP008"]),
        ("* -rw,nosuid,nodev srv:/home/$USER\n", []),
        ("k -ro a:/x b:/x\n", []),
        ("k a:/x b:/x\n", ["MAP029"]),
        ("k \"srv:/my dir\"\n", []),
    ]) func `a map has just the findings that it should`(text: String, codes: [String]) {
        let findings = AutomountMapDocument(SourceFile(name: "m", text: text)).diagnostics(use: .indirect)
        #expect(findings.map(\.rule.code) == codes)
    }

    @Test(arguments: [
        ("j -sec=krb5p [2001:db8::1]:/h\n", "[2001:db8::1]"), ("j -sec=krb5 192.0.2.1:/h\n", "192.0.2.1"),
    ]) func `an address where Kerberos needs a name is pointed at`(text: String, address: String) throws {
        let file = SourceFile(name: "m", text: text)
        let finding = try #require(AutomountMapDocument(file).diagnostics(use: .indirect).first)
        #expect(finding.rule.code == "MAP032")
        #expect(String(decoding: file.bytes[finding.range], as: UTF8.self) == address)
    }

    @Test(arguments: [
        ("/h m\n/h -null\n", "/h"), ("home m\n", "'home'"), ("/h m --timeot=60\n", "'--timeot=60'"),
        ("/h m --timeout=0\n", "never unmounted"),
    ]) func `a finding in a master map names what it is about`(text: String, name: String) {
        let findings = MasterMapDocument(SourceFile(name: "m", text: text)).diagnostics()
        #expect(findings.contains { $0.message.contains(name) })
    }

    @Test func `an option is shown without its control bytes`() {
        let map = AutomountMapDocument(SourceFile(name: "m", text: "k -x-systemd.\u{1b}[2J srv:/a\n"))
        let findings = map.diagnostics(use: .indirect)
        #expect(!findings.isEmpty)
        #expect(!findings.contains { $0.message.unicodeScalars.contains("\u{1b}") })
    }

    @Test func `options of the master map count for homes`() {
        let map = AutomountMapDocument(SourceFile(name: "m", text: "* srv:/home/&\n"))
        #expect(map.diagnostics(use: .indirect).map(\.rule.code) == ["MAP023"])
        #expect(map.diagnostics(use: .indirect, inheritedOptions: ["nosuid", "nodev"]).isEmpty)
    }

    @Test(arguments: [
        ("a srv:/a\n  b srv:/b\n", "a srv:/a\nb srv:/b\n"),
        ("a srv:/a\r\n", "a srv:/a\n"),
        ("é srv:/a\n", "\"é\" srv:/a\n"),
    ]) func `fixes mend the map`(text: String, mended: String) {
        let file = SourceFile(name: "m", text: text)
        let fixes = AutomountMapDocument(file).diagnostics(use: .indirect).flatMap(\.fixes)
        let result = file.applying(fixes.flatMap(\.edits)).file
        #expect(String(decoding: result.bytes, as: UTF8.self) == mended)
        #expect(AutomountMapDocument(result).diagnostics(use: .indirect).isEmpty)
    }

    @Test func `fixes mend the master map`() {
        let file = SourceFile(name: "m", text: "\u{feff}/home /etc/auto.home\r\n/a /etc/auto.a\r\n")
        let fixes = MasterMapDocument(file).diagnostics().flatMap(\.fixes)
        let once = file.applying(fixes.flatMap(\.edits)).file
        let again = MasterMapDocument(once).diagnostics().flatMap(\.fixes)
        let result = once.applying(again.flatMap(\.edits)).file
        #expect(MasterMapDocument(result).diagnostics().isEmpty)
        #expect(String(decoding: result.bytes, as: UTF8.self) == "/home /etc/auto.home\n/a /etc/auto.a\n")
    }
}
