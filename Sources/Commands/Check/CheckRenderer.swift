import SourceText

/// Shows the findings of check.
struct CheckRenderer {
    /// The reports of the checked files, then those of other files in which a rule that compares files found something.
    let reports: [Report]
    /// How many files were checked.
    let checkedCount: Int
    let failures: [CheckFailure]

    /// For a person: the findings, file by file, and a summary.
    func text(style: TerminalStyle) -> [String] {
        let renderer = TextRenderer(style: style)
        return reports.filter { !$0.diagnostics.isEmpty }.map { renderer.text(of: $0) + "\n" } + [summary]
    }

    /// For a program.
    var record: CheckRecord {
        CheckRecord(
            diagnostics: reports.flatMap(\.records),
            silenced: reports.flatMap(\.silencedRecords),
            failures: failures
        )
    }

    /// For code hosts, such as GitHub.
    func sarif(places: ArtifactPlaces) throws -> String {
        let tool = SARIFLog.Tool(name: "autohome", version: Version.current, rules: RuleCatalogue.all)
        let failures = failures.map { "\($0.file): \($0.message)" }
        return try JSONOutput.text(of: SARIFLog(of: reports, by: tool, places: places, failures: failures))
    }

    /// The number of files and findings.
    var summary: String {
        var parts = Severity.allCases.reversed().map { severity in
            Self.count(reports.reduce(0) { $0 + $1.count(of: severity) }, severity.rawValue)
        }
        let silenced = reports.flatMap(\.silenced)
        let errors = silenced.count { $0.diagnostic.severity == .error }
        if !silenced.isEmpty {
            let among = errors > 0 ? " (\(Self.count(errors, "error")))" : ""
            parts.append("\(silenced.count) silenced\(among)")
        }
        let fixable = reports.reduce(0) { $0 + $1.diagnostics.count { !$0.fixes.isEmpty } }
        let hint = fixable > 0 ? "autohome check --fix can fix \(fixable) of them\n" : ""
        let others = reports.dropFirst(checkedCount).count { !$0.diagnostics.isEmpty }
        let more = others > 0 ? ", findings in \(Self.count(others, "other file"))" : ""
        return "\(Self.count(checkedCount, "file")) checked\(more): \(parts.joined(separator: ", "))\n" + hint
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
