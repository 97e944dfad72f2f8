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

    @Test func `a finding shows its place, line, caret and help`() {
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

    @Test func `only a part of a very long line is shown`() {
        let long = SourceFile(name: "x", text: String(repeating: "a", count: 10_000_000))
        let report = Report(
            file: long,
            diagnostics: [Diagnostic(rule, at: 5_000_000..<9_000_000, message: "long")]
        )
        #expect(TextRenderer(style: .plain).text(of: report).count < 600)
    }

    @Test func `findings come in the order of the text`() {
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

    @Test func `a record names lines and columns of the finding and of its fixes`() {
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
