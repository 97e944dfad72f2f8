import HostFiles
import MountMaps
import SourceText
import Testing

@Suite struct `Rules for exports tables` {
    @Test(arguments: [
        ("/h *(rw)\n", "as any user except root:"), ("/h *(rw,no_root_squash)\n", "as any user:"),
        ("/h *(rw,all_squash)\n", "write to \"/h\":"),
        ("/h *(sec=krb5,rw,no_root_squash,sec=sys,root_squash)\n", "except root:"),
    ]) func `says as whom any machine can write`(text: String, words: String) {
        let found = ExportsDocument(SourceFile(name: "exports", text: text)).diagnostics()
        #expect(
            found.contains { $0.rule.code == "EXP040" && $0.message.contains(words) },
            "\(found.map(\.message))"
        )
    }

    @Test(arguments: ExportsRules.all.filter { !["EXP062", "EXP063"].contains($0.code) })
    func `finds each exports rule in its example and not in the corrected text`(rule: Rule) {
        let limit = rule.code == "EXP000" ? 1 : 1000
        #expect((codes(rule.example, limit: limit) + machineCodes([rule.example])).contains(rule.code))
        #expect(!(codes(rule.corrected, limit: limit) + machineCodes([rule.corrected])).contains(rule.code))
    }

    @Test(arguments: ExportsRules.all.filter { ["EXP062", "EXP063"].contains($0.code) })
    func `finds file name rules in their examples and not in the corrected names`(rule: Rule) {
        #expect(ExportsDirectory.finding(about: Array(rule.example.utf8))?.rule == rule)
        #expect(ExportsDirectory.finding(about: Array(rule.corrected.utf8)) == nil)
    }

    @Test func `gives each exports rule a unique code and name`() {
        #expect(Set(ExportsRules.all.map(\.code)).count == ExportsRules.all.count)
        #expect(Set(ExportsRules.all.map(\.name)).count == ExportsRules.all.count)
    }

    @Test(arguments: [
        ("/h *(rw)\n", Severity.error), ("/h *(rw,all_squash)\n", .warning),
        ("/h *(sec=krb5,rw,all_squash,sec=sys,rw,no_all_squash)\n", .error),
    ])
    func `rates writing by everyone lower when all_squash maps everyone to one user`(
        text: String,
        severity: Severity
    ) {
        let findings = ExportsDocument(SourceFile(name: "exports", text: text)).diagnostics()
        #expect(findings.first { $0.rule.code == "EXP040" }?.severity == severity)
    }

    @Test(arguments: [
        ("/h a(fsidd=3)\n", "Did you mean fsid=?"), ("/h a(snyc)\n", "Did you mean sync?"),
        ("/h a(=5)\n", "Correct or remove the option."),
        ("/h a(squash_uids=0-15,20)\n", "Correct or remove the option."),
        ("/h a(RW)\n", "Did you mean rw?"),
    ])
    func `suggests an export option only for a similar one`(text: String, help: String) {
        let findings = ExportsDocument(SourceFile(name: "exports", text: text)).diagnostics()
        #expect(findings.first { $0.rule.code == "EXP001" }?.help == help)
    }

    @Test(arguments: [
        ("/h a(squash_uids=0-15,20)\n", Severity.warning), ("/h -squash_uids=1 a b\n", .error),
    ])
    func `distinguishes a list that ends the reading from one that crashes exportfs`(
        text: String,
        severity: Severity
    ) {
        let findings = ExportsDocument(SourceFile(name: "exports", text: text)).diagnostics()
        #expect(findings.contains { $0.rule.code == "EXP059" && $0.severity == severity })
        #expect(findings.contains { $0.severity == .error })
    }

    @Test func `reports a missing directory once for each exports entry`() {
        let codes = machineCodes(["/srv/nosuch/../home 10.0.0.1(ro) 10.0.0.2(ro)\n"])
        #expect(codes.count { $0 == "EXP017" } == 1)
    }

    @Test(arguments: [
        ("/h 10.0.0.0/8,192.168.0.0/16(ro)\n", "EXP035"), ("/h a(rw) b (ro)\n", "EXP003"),
        ("/a *(ro)\n\u{0C}/b *(ro)\n", "EXP004"),
        ("\"\" *(ro)\n/b *(ro)\n", "EXP004"),
        ("/\(String(repeating: "a", count: 1024)) *(ro)\n", "EXP004"), ("/h *(rw)x\n", "EXP002"),
        ("/h *(rw\n", "EXP002"),
        ("/h *(anonuid=joe)\n", "EXP001"), ("/h *(sec=krb6)\n", "EXP001"), ("/h -rwx a\n", "EXP001"),
        ("/h a(ro) \\ \n/b *(ro)\n", "EXP008"), ("/h a(ro) \\\r\n", "EXP008"),
        ("/h a(ro)\"\n/b *(ro)\n", "EXP007"),
        ("~/x *(ro)\n", "EXP016"), ("'/srv/home' *(ro)\n", "EXP016"), ("/h/ *(rw)\n//h *(ro)\n", "EXP020"),
        ("/h A(rw)\n/h a(ro)\n", "EXP020"), ("/h (rw)\n/h *(ro)\n", "EXP020"), ("/h ::/0(ro)\n", "EXP024"),
        ("/h 10.0.0.0/(ro)\n", "EXP024"), ("/h host/24(ro)\n", "EXP025"), ("/h 10.0.0.0/33(ro)\n", "EXP025"),
        ("/h 192.0.2.0/255.0.255.0(ro)\n", "EXP026"), ("/h 192.0.*/24(ro)\n", "EXP029"),
        ("/h [::1]/64(ro)\n", "EXP028"),
        ("/h 0.0.0.0/0.0.0.0(rw)\n", "EXP040"), ("/h *(sec=krb5:sys,rw)\n", "EXP040"),
        ("/h -rw *\n", "EXP040"),
        ("/h a(rw,no_root_squash)\n", "EXP041"), ("/h @a(sec=krb5,no_root_squash)\n", "EXP041"),
        ("/h a(sync,async)\n", "EXP046"),
        ("/h a(fsid=3,fsid=aa5b1c2d-1111-4222-8333-0123456789ab)\n", "EXP049"),
        ("/h a(fsid=010)\n", "EXP049"), ("/h a(soft)\n", "EXP057"),
        ("/h a(rw,anonuid=4294967295)\n", "EXP047"),
        ("/dev/sda1 /home ext4 defaults 0 2\n", "EXP066"), ("/etc/ h(rw)\n", "EXP068"),
        ("/h 10.0.0.300(ro)\n", "EXP025"), ("/h 10.0.0(ro) 10.0.0.0.1(ro)\n", "EXP025"),
        ("/h 2001:db8:::7(ro)\n", "EXP025"),
        ("UUID=1-2 /mnt ext4 defaults 0 0\n", "EXP066"), ("/h\u{A0}*(rw)\n", "EXP065"),
    ])
    func `finds each mistake in an exports table`(text: String, code: String) {
        #expect(codes(text).contains(code))
    }

    @Test(arguments: [
        ("/h *(rw,sec=krb5p)\n", "EXP040"), ("/h *(ro)\n", "EXP040"),
        ("/h 2001:db8::7(ro) 10.0.0.7(ro) 10gw.ex.com(ro)\n", "EXP025"), ("/h 2001:db8:::7(ro)\n", "EXP035"),
        ("/srv/etc h(rw)\n/etc/ h(ro)\n", "EXP068"), ("/dev/x /home\n", "EXP066"),
        ("/h *(sec=krb5,rw,sec=sys,ro)\n", "EXP040"),
        ("/h a(sec=krb5,rw,sec=sys,ro)\n", "EXP046"), ("/h *(rw,no_root_squash,all_squash)\n", "EXP041"),
        ("\"/h \\\n b\" *(ro)\n", "EXP007"), ("/h a(ro) \\\n  b(ro)\n", "EXP009"),
        ("# a \\ \n/h *(ro)\n", "EXP008"),
        ("/a *(fsid=5)\n/a b(fsid=5)\n", "EXP048"), ("/h -no_subtree_check a b\n", "EXP015"),
        ("/h \"\"(rw)\n/h (ro) \n", "EXP003"),
        ("/h a(fsid=aa5b1c2d-1111-4222-8333-0123456789ab,fsid=3)\n", "EXP049"),
    ])
    func `reports no finding for correct exports`(text: String, code: String) {
        #expect(!codes(text).contains(code))
    }

    @Test(arguments: [
        ("/h host (rw)\n", "/h host(rw)\n"), ("/h a(rw, sync)\n", "/h a(rw,sync)\n"),
        ("/a *(ro)\r\n", "/a *(ro)\n"),
        ("/a *(ro)", "/a *(ro)\n"), ("/h *(rw)# lab\n", "/h *(rw) # lab\n"),
        ("/h a(ro) \\ \n b(ro)\n", "/h a(ro) \\\n b(ro)\n"),
        ("\u{FEFF}/a *(ro)\n", "/a *(ro)\n"),
    ])
    func `fixes mistakes in exports that are safe to fix`(text: String, fixed: String) {
        let source = SourceFile(name: "exports", text: text)
        let edits = ExportsDocument(source).diagnostics().filter { $0.rule.code != "EXP015" }
            .flatMap { $0.fixes.flatMap(\.edits) }
        #expect(source.applying(edits).file.bytes == Array(fixed.utf8))
    }

    @Test(arguments: ["/h a(rw sync)\n", "/h a(rw /b c)\n", "/h a(rw, b(ro)\n", "/h a(rw,\n"])
    func `offers no fix for a list that would still be invalid`(text: String) {
        let findings = ExportsDocument(SourceFile(name: "exports", text: text)).diagnostics()
        #expect(findings.contains { $0.rule.code == "EXP002" })
        #expect(findings.allSatisfy { $0.fixes.isEmpty })
    }

    @Test func `limits the findings about exports and counts the rest`() {
        let source = SourceFile(name: "exports", text: String(repeating: "/a b(x)\n", count: 5000))
        let found = ExportsDocument(source).diagnostics(limit: 100)
        #expect(found.count == 101)
        #expect(found.last?.rule.code == "EXP000")
        #expect(found.last?.message.hasPrefix("9,") == false)
        #expect(found.dropLast().allSatisfy { $0.severity == .error })
    }

    @Test func `reports how many entries exportfs loses below a mistake`() throws {
        let document = ExportsDocument(SourceFile(name: "exports", text: "/a *(bogus)\n/b *(ro)\n/c *(ro)\n"))
        let finding = try #require(document.diagnostics().first { $0.rule.code == "EXP001" })
        #expect(finding.message.contains("loses the 2 entries below"))
        #expect(document.source.text(in: finding.range) == "bogus")
    }

    @Test(arguments: [
        (["/srv/home a(rw)\n", "/srv/home a(ro)\n"], ["EXP020"]),
        (["/home a(rw)\n/srv/home a(ro)\n"], ["EXP019", "EXP020"]),
        (["/srv/home a(rw)\n/srv/home a(ro)\n"], []), (["/srv/home ws1(rw) ws1.ex.com(rw)\n"], ["EXP021"]),
        (["/srv/nosuch/../home a(rw) b(ro)\n"], ["EXP017"]),
        (["/srv/home a(ro)\n", "/srv//home b(ro)\n"], ["EXP019"]),
    ])
    func `finds mistakes that depend on directories and hosts of the machine`(
        tables: [String],
        expected: [String]
    ) {
        #expect(machineCodes(tables).sorted() == expected)
    }

    @Test func `reports a subnet hidden by one for the same path in an earlier line`() {
        let text = "/h 10.0.0.0/8(ro)\n/x 10.1.0.0/16(rw)\n/h 10.1.0.0/16(rw)\n"
        let document = ExportsDocument(SourceFile(name: "exports", text: text))
        let found = document.diagnostics().filter { $0.rule.code == "EXP022" }
        #expect(found.map { LineTable(document.source.bytes).position(of: $0.range.lowerBound).line } == [3])
    }

    private func codes(_ text: String, limit: Int = 1000) -> [String] {
        ExportsDocument(SourceFile(name: "exports", text: text)).diagnostics(limit: limit).map(\.rule.code)
    }

    private func machineCodes(_ tables: [String]) -> [String] {
        let documents = tables.map { ExportsDocument(SourceFile(name: "exports", text: $0)) }
        return ExportsTable(documents, in: ExampleMachine()).diagnostics().joined().map(\.rule.code)
    }
}

/// A machine on which every directory and host exists, except those named `nosuch` and `gone`.
private struct ExampleMachine: ExportsEnvironment {
    func target(of path: [UInt8]) -> ExportTarget {
        let text = String(decoding: path, as: UTF8.self)
        if text.contains("nosuch") { return .missing }
        if text == "/srv/a.iso" { return .notDirectory(path) }
        return .directory(text == "/home" || text == "/srv//home" ? Array("/srv/home".utf8) : path)
    }

    func host(named name: [UInt8]) -> ResolvedHost? {
        let text = String(decoding: name, as: UTF8.self)
        if text.contains("gone") { return nil }
        if text.hasPrefix("ws1") { return ResolvedHost(name: name, addresses: [.v4(0xC000_0207)]) }
        let number = name.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) }
        return ResolvedHost(name: name, addresses: [.v6(1, number, zone: [])])
    }
}
