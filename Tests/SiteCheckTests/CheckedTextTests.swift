import MountMaps
import SiteCheck
import SourceText
import Testing

@Suite struct CheckedTextTests {
    private static func text(_ form: CheckedForm, _ text: String) -> CheckedText {
        CheckedText(form.kind, SourceFile(name: "x", text: text))
    }

    @Test(arguments: [
        ("/etc/exports", CheckedForm.exports), ("a/lab.exports", .exports), ("exports/", .exports),
        ("auto.master", .masterMap), ("auto_master", .masterMap), ("/etc/auto.master.d/x.autofs", .masterMap),
        ("auto.home", .map), ("auto_home", .map), ("home", nil), ("-", nil), ("/", nil), ("", nil),
    ]) func `recognises the kind of a file by its name`(name: String, form: CheckedForm?) {
        #expect(CheckedForm(ofName: name) == form)
    }

    @Test func `applies the fixes of a file unless the findings are silenced`() {
        let glued = Self.text(.exports, "/srv host (rw,no_subtree_check)\n")
        let findings = glued.findings(nfsUtils: "2.6.2").report
        #expect(findings.diagnostics.contains { !$0.fixes.isEmpty })
        let fixed = glued.fixed(nfsUtils: "2.6.2") { $0.report }
        #expect(fixed.file != glued.file)
        let silenced = glued.fixed(nfsUtils: "2.6.2") { Report(file: $0.report.file, diagnostics: []) }
        #expect(silenced.file == glued.file)
    }

    @Test func `formats a text, and leaves formatted text unchanged`() {
        let map = Self.text(.map, "alice   srv:/alice\nbob srv:/bob\n")
        #expect(map.formatted.file != map.file)
        #expect(map.formatted.formatted.file == map.formatted.file)
    }
}
