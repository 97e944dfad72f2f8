import MountMaps
import SourceText
import Testing

/// Each fix of a map removes its finding and causes no other.
@Suite struct AutomountFixTests {
    private func text(_ file: SourceFile) -> String { String(decoding: file.bytes, as: UTF8.self) }

    @Test(arguments: [
        ("a -rw,intr srv:/a\n", "a -rw srv:/a\n"), ("a -intr,ro srv:/a\n", "a -ro srv:/a\n"),
        ("a -ro,nointr,hard srv:/a\n", "a -ro,hard srv:/a\n"), ("a -intr srv:/a\n", "a srv:/a\n"),
        ("a -intr \t srv:/a\n", "a srv:/a\n"), ("a -ro -intr srv:/a\n", "a -ro srv:/a\n"),
        ("a -intr,nointr srv:/a\n", "a srv:/a\n"), ("a -ro,\\\nintr srv:/a\n", "a -ro,\\\nintr srv:/a\n"),
        ("a -ro,\"intr\" srv:/a\n", "a -ro,\"intr\" srv:/a\n"),
        ("\u{feff}a srv:/a\n", "a srv:/a\n"), ("a srv:/a\r\n", "a srv:/a\n"),
        ("a srv:/a\r\r\r\r\r\n", "a srv:/a\n"),
        ("a srv:/a\n\tb srv:/b\n", "a srv:/a\nb srv:/b\n"),
    ]) func `fixes the findings of a map`(written: String, expected: String) {
        var file = SourceFile(name: "m", text: written)
        let before = AutomountMapDocument(file).diagnostics(use: .indirect)
        for _ in 0..<3 {
            file = file.applyingFixes(of: AutomountMapDocument(file).diagnostics(use: .indirect)).file
        }
        #expect(text(file) == expected)
        let after = AutomountMapDocument(file).diagnostics(use: .indirect)
        #expect(after.allSatisfy { $0.severity < .error })
        #expect(written == expected || after.count < before.count)
    }

    @Test(arguments: [
        ("/groups//bio/ auto.bio\n", "/groups/bio auto.bio\n"),
        ("/a/ auto.a\n//b auto.b\n", "/a auto.a\n/b auto.b\n"),
        ("/a\\ b/ auto.a\n", "/a\\ b/ auto.a\n"),
    ]) func `fixes the findings of a master map without changing what it mounts`(
        written: String,
        expected: String
    ) {
        let file = SourceFile(name: "m", text: written)
        let fixed = file.applyingFixes(of: MasterMapDocument(file).diagnostics()).file
        #expect(text(fixed) == expected)
        #expect(
            MasterMapDocument(fixed).entries.map(\.target) == MasterMapDocument(file).entries.map(\.target)
        )
        #expect(
            written == expected
                || !MasterMapDocument(fixed).diagnostics().contains { $0.rule.code == "MST019" }
        )
    }

    @Test func `removes a trailing slash without adding a finding about duplicates`() {
        let file = SourceFile(name: "m", text: "/a auto.a\n/a/ auto.b\n")
        let codes = Set(MasterMapDocument(file).diagnostics().map(\.rule.code))
        let fixed = file.applyingFixes(of: MasterMapDocument(file).diagnostics()).file
        #expect(
            Set(MasterMapDocument(fixed).diagnostics().map(\.rule.code)) == codes.subtracting(["MST019"])
        )
    }

    @Test func `shows the worst findings of a map when there are too many`() {
        let text = (0..<1_500).map { "k\($0) -intr srv:/a\n" }.joined() + "bob\n"
        let found = AutomountMapDocument(SourceFile(name: "m", text: text)).diagnostics(use: .indirect)
        #expect(found.count == 1_001)
        #expect(found.contains { $0.rule.code == "MAP006" })
        #expect(found.last?.message == "501 more findings are not shown.")
    }
}
