import SourceText

/// Collects findings by file.
final class SiteFindings {
    static let more = Rule.moreFindings(
        code: "SYS000",
        name: "more-findings-across-files",
        example: (0...FindingList.limit).map { "# /etc/exports.d/\($0).conf\n/s *(ro)\n" }.joined(),
        corrected: "# /etc/exports.d/a.exports\n/srv *(ro,no_subtree_check)\n"
    )

    /// A finding about the name of a file.
    struct AboutName {
        let path: String
        let rule: Rule
        let message: String
        /// What to do; nil for the cure of the rule.
        var help: String?
    }

    private struct Found {
        let file: SourceFile
        let list = FindingList()
        /// Findings made elsewhere, which are already limited.
        var others: [Diagnostic] = []
    }

    private var found: [Found] = []
    private var positions: [String: Int] = [:]

    /// Adds a finding; its message is only computed if it is reported.
    func add(
        _ rule: Rule,
        in file: SourceFile,
        at range: Range<Int>,
        severity: Severity? = nil,
        _ message: @autoclosure () -> String,
        help: @autoclosure () -> String? = nil
    ) {
        found[position(of: file)].list.add(rule, at: range, severity: severity, message(), help: help())
    }

    /// Adds findings about the names of files in one directory; the limit for one file applies to all of them together.
    func add(aboutNames findings: [AboutName]) {
        for about in findings.prefix(FindingList.limit) {
            let file = SourceFile(name: about.path, bytes: [])
            add(about.rule, in: file, at: 0..<0, about.message, help: about.help)
        }
        guard findings.count > FindingList.limit else { return }
        let last = SourceFile(name: findings[FindingList.limit - 1].path, bytes: [])
        append(Self.more.note(of: findings.count - FindingList.limit, end: 0), to: last)
    }

    /// Adds a finding made elsewhere.
    func append(_ diagnostic: Diagnostic, to file: SourceFile) {
        found[position(of: file)].others.append(diagnostic)
    }

    private func position(of file: SourceFile) -> Int {
        if let position = positions[file.name] { return position }
        positions[file.name] = found.count
        found.append(Found(file: file))
        return found.count - 1
    }

    /// Returns a report for each file with findings.
    func reports() -> [Report] {
        found.map { found in
            let listed = found.list.finished(Self.more, end: found.file.bytes.count)
            return Report(file: found.file, diagnostics: found.others + listed)
        }
    }
}
