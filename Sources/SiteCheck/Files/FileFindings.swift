public import SourceText

/// The findings in a file, before a policy decides which of them are shown.
public struct FileFindings: Sendable {
    /// All findings.
    public fileprivate(set) var report: Report
    /// The comments of the file, each from `#` to the end of its line.
    let comments: [Range<Int>]
    /// The codes of the rules that were checked.
    fileprivate(set) var examined: Set<String>

    /// Applies a policy to the findings.
    ///
    /// - Parameters:
    ///   - policy: The policy.
    ///   - rules: All existing rules, to find comments with unknown codes.
    /// - Returns: The remaining findings, and findings about the comments themselves.
    public func report(under policy: DiagnosticPolicy, known rules: [Rule]) -> Report {
        policy.applied(to: report, comments: comments, known: rules, examined: examined)
    }

    /// The same findings, without the fixes of some rules.
    func withoutFixes(of codes: Set<String>) -> FileFindings {
        var result = self
        let diagnostics = report.diagnostics.map { found in
            guard !found.fixes.isEmpty, codes.contains(found.rule.code) else { return found }
            return Diagnostic(
                found.rule,
                at: found.range,
                severity: found.severity,
                message: found.message,
                help: found.help
            )
        }
        result.report = Report(file: report.file, diagnostics: diagnostics)
        return result
    }

    /// Adds findings of rules that need more than this file.
    fileprivate mutating func add(_ diagnostics: [Diagnostic], examined codes: Set<String>) {
        report = Report(file: report.file, diagnostics: report.diagnostics + diagnostics)
        examined.formUnion(codes)
    }
}

extension Site {
    /// Combines the findings in single files with those across files, followed by findings in other files.
    public func joined(with files: [FileFindings]) -> [FileFindings] {
        let reports = self.reports()
        let examined = self.examined
        let found = Dictionary(uniqueKeysWithValues: reports.map { ($0.file.name, $0.diagnostics) })
        let joined = files.map { file in
            var file = file
            file.add(found[file.report.file.name] ?? [], examined: examined)
            return file
        }
        let known = Set(files.map(\.report.file.name))
        let others = reports.filter { !known.contains($0.file.name) }
        return joined
            + others.map { FileFindings(report: $0, comments: $0.file.commentLines, examined: examined) }
    }
}
