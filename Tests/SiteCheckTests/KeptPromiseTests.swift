import ConformanceTestSupport
import MountMaps
import SiteCheck
import SourceText
import Testing

@Suite struct `What check offers to mend, it mends` {
    private static func codes(_ report: Report) -> Set<String> {
        Set(report.diagnostics.filter { !$0.fixes.isEmpty }.map(\.rule.code))
    }

    private static func check(_ kind: CheckedText.Kind, _ file: SourceFile, _ comment: Comment) {
        let text = CheckedText(kind, file)
        let offered = codes(text.findingsWithKeptPromises(nfsUtils: "2.6.2") { $0.report }.report)
        let mended = text.fixed(nfsUtils: "2.6.2") { $0.report }
        let left = mended.findingsWithKeptPromises(nfsUtils: "2.6.2") { $0.report }.report
        #expect(codes(left).isEmpty, comment)
        #expect(offered.isEmpty == (mended.file == file), comment)
    }

    @Test func `in every file of the corpora`() throws {
        for observed in try AutomountCase.all() {
            for (path, bytes) in observed.texts {
                let file = SourceFile(name: path, bytes: bytes)
                Self.check(.map(use: nil, inheritedOptions: []), file, "\(observed.id) \(path) as a map")
                Self.check(.masterMap, file, "\(observed.id) \(path) as a master map")
            }
        }
    }

    @Test(arguments: [
        ("\u{feff}/home /etc/auto.home\r\n", "/home /etc/auto.home\n"),
        (
            "\u{feff}/home /etc/auto.home\r\n# all\r\n+auto.more\n",
            "/home /etc/auto.home\n# all\r\n+auto.more\n"
        ),
        ("\u{feff}/home /etc/auto.home\n", "/home /etc/auto.home\n"),
        ("\u{feff}/a /etc/auto.a\r\n/b /etc/auto.b\r\n", "/a /etc/auto.a\n/b /etc/auto.b\n"),
        ("/home\r\n", "/home\r\n"),
    ]) func `in a master map with a byte order mark and carriage returns`(written: String, mended: String) {
        let file = SourceFile(name: "auto.master", text: written)
        let result = CheckedText(.masterMap, file).fixed(nfsUtils: "2.6.2") { $0.report }
        #expect(String(decoding: result.file.bytes, as: UTF8.self) == mended)
        #expect(!MasterMapDocument(result.file).diagnostics().contains { !$0.fixes.isEmpty })
    }

    @Test func `or offers nothing: a mark whose removal makes a mount point a second one`() {
        let file = SourceFile(name: "auto.master", text: "\u{feff}/h /etc/a\n/h /etc/b\n")
        let text = CheckedText(.masterMap, file)
        let found = text.findingsWithKeptPromises(nfsUtils: "2.6.2") { $0.report }.report
        #expect(found.diagnostics.contains { $0.rule.code == "MST007" })
        #expect(!found.diagnostics.contains { !$0.fixes.isEmpty })
        #expect(text.fixed(nfsUtils: "2.6.2") { $0.report }.file == file)
    }

    @Test func `a mark is the one cause of a line that it spoils`() {
        let file = SourceFile(name: "auto.master", text: "\u{feff}/home /etc/auto.home\r\n")
        #expect(MasterMapDocument(file).diagnostics().map(\.rule.code) == ["MST007", "MST006"])
    }
}
