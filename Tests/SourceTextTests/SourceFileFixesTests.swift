import SourceText
import Testing

private let rule = Rule(
    code: "TST001",
    name: "x",
    severity: .note,
    summary: "",
    reason: "",
    cure: "",
    example: "",
    corrected: ""
)

private func finding(_ edits: TextEdit...) -> Diagnostic {
    Diagnostic(rule, at: 0..<0, message: "", fixes: edits.isEmpty ? [] : [Fix("fix", edits: edits)])
}

private func fixed(_ findings: [Diagnostic]) -> (text: String, count: Int) {
    let (file, count) = SourceFile(name: "x", text: "abcdef").applyingFixes(of: findings)
    return (String(decoding: file.bytes, as: UTF8.self), count)
}

@Suite struct SourceFileFixesTests {
    @Test func `applies all fixes that do not overlap`() {
        let result = fixed([
            finding(TextEdit(4..<5, with: "E")),
            finding(TextEdit(0..<1, with: "A"), TextEdit(6..<6, with: "!")),
        ])
        #expect(result == ("AbcdEf!", 2))
    }

    @Test func `applies a fix completely or not at all`() {
        let first = finding(TextEdit(1..<3, with: ""))
        let second = finding(TextEdit(2..<4, with: "X"), TextEdit(5..<6, with: "Y"))
        #expect(fixed([first, second]) == ("adef", 1))
        #expect(fixed([second, first]) == ("abXeY", 1))
    }

    @Test func `applies only the first of two fixes at the same place`() {
        #expect(
            fixed([finding(TextEdit(2..<2, with: "x")), finding(TextEdit(2..<2, with: "y"))]) == (
                "abxcdef", 1
            )
        )
        #expect(
            fixed([finding(TextEdit(2..<2, with: "x")), finding(TextEdit(1..<4, with: ""))]) == (
                "abxcdef", 1
            )
        )
    }

    @Test func `skips fixes with edits outside the file`() {
        #expect(fixed([finding(TextEdit(5..<9, with: "")), finding()]) == ("abcdef", 0))
    }
}
