public import SourceText

/// What was found in a file, before a policy decides what of it is shown.
public struct FileFindings: Sendable {
    /// Everything that was found.
    public fileprivate(set) var report: Report
    /// The comments of the file, each from `#` to the end of its line.
    let comments: [Range<Int>]
    /// The codes of the rules that were looked at.
    fileprivate(set) var examined: Set<String>

    /// What a policy leaves of the findings.
    ///
    /// - Parameters:
    ///   - policy: The policy.
    ///   - rules: Every rule there is, to find codes in comments that no rule has.
    /// - Returns: What is left, with the findings about the comments themselves.
    public func report(under policy: DiagnosticPolicy, known rules: [Rule]) -> Report {
        policy.applied(to: report, comments: comments, known: rules, examined: examined)
    }

    /// Adds what rules that see more than this file found in it.
    fileprivate mutating func add(_ diagnostics: [Diagnostic], examined codes: Set<String>) {
        report = Report(file: report.file, diagnostics: report.diagnostics + diagnostics)
        examined.formUnion(codes)
    }
}

extension Site {
    /// What was found in files by themselves joined with what was found across files, then the findings in other files.
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
