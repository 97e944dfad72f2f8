import SourceText
import Testing

private let rule = Rule(
    code: "TST001",
    name: "blank",
    severity: .error,
    summary: "A blank.",
    reason: "It parts words.",
    cure: "remove the blank",
    example: "a b",
    corrected: "ab"
)

@Suite struct ReportTests {
    let file = SourceFile(name: "/etc/exports", text: "# x\n/srv/home\thost (rw)\n")

    @Test func `prints a finding with its position, line, caret and help`() {
        let report = Report(file: file, diagnostics: [Diagnostic(rule, at: 19..<23, message: "detached")])
        #expect(
            TextRenderer(style: .plain).text(of: report) == """
                /etc/exports:2:16: error: detached [TST001 blank]
                  2 | /srv/home\thost (rw)
                    |          \t     ^~~~
                    = help: remove the blank

                """
        )
    }

    @Test func `prints only a part of a very long line`() {
        let long = SourceFile(name: "x", text: String(repeating: "a", count: 10_000_000))
        let report = Report(
            file: long,
            diagnostics: [Diagnostic(rule, at: 5_000_000..<9_000_000, message: "long")]
        )
        #expect(TextRenderer(style: .plain).text(of: report).count < 600)
    }

    @Test func `sorts the findings of a report by position`() {
        let report = Report(
            file: file,
            diagnostics: [
                Diagnostic(rule, at: 9..<10, message: "2"),
                Diagnostic(rule, at: 1..<2, message: "1"),
            ]
        )
        #expect(report.diagnostics.map(\.message) == ["1", "2"])
        #expect(report.count(of: .error) == 2)
        #expect(report.count(of: .note) == 0)
    }

    @Test func `encodes lines and columns of a finding and of its fixes`() {
        let fix = Fix("remove the blank", edits: [TextEdit(18..<19, with: "")])
        let report = Report(
            file: file,
            diagnostics: [Diagnostic(rule, at: 19..<23, message: "detached", fixes: [fix])]
        )
        let record = report.records[0]
        #expect([record.line, record.column, record.endLine, record.endColumn] == [2, 16, 2, 20])
        #expect(record.fixes[0].edits[0].column == 15)
        #expect(record.severity == .error)
    }
}
