import SourceText

/// What has been found, file by file.
final class SiteFindings {
    static let more = Rule(
        code: "SYS000",
        name: "more-findings-across-files",
        severity: .note,
        summary: "There are more findings of one kind than are shown.",
        reason: "A thousand findings of one kind have one cause.",
        cure: "Mend what is shown and check again.",
        example: (0...limit).map { "# /etc/exports.d/\($0).conf\n" }.joined(),
        corrected: "# /etc/exports.d/a.exports\n/srv *(ro,no_subtree_check)\n"
    )
    /// How many findings of one rule are reported in one file, or about files of one directory.
    static let limit = 200

    private struct Place: Hashable {
        let scope: String
        let code: String
    }

    private var files: [String: SourceFile] = [:]
    private var order: [String] = []
    private var diagnostics: [String: [Diagnostic]] = [:]
    private var counts: [Place: Int] = [:]
    private var lastFile: [Place: SourceFile] = [:]

    /// Notes a finding.
    ///
    /// What it says is only put together where it is reported.
    /// Findings of a rule are counted in a scope, which is the file unless another one is given.
    func add(
        _ rule: Rule,
        in file: SourceFile,
        at range: Range<Int>,
        scope: String? = nil,
        severity: Severity? = nil,
        _ message: @autoclosure () -> String
    ) {
        let place = Place(scope: scope ?? file.name, code: rule.code)
        counts[place, default: 0] += 1
        guard counts[place, default: 0] <= Self.limit else { return }
        lastFile[place] = file
        append(Diagnostic(rule, at: range, severity: severity, message: message()), to: file)
    }

    /// Takes up a finding that was made elsewhere.
    func append(_ diagnostic: Diagnostic, to file: SourceFile) {
        if files.updateValue(file, forKey: file.name) == nil { order.append(file.name) }
        diagnostics[file.name, default: []].append(diagnostic)
    }

    /// The findings, a report for each file that has any.
    func reports() -> [Report] {
        for (place, count) in counts.sorted(by: { ($0.key.scope, $0.key.code) < ($1.key.scope, $1.key.code) })
        where count > Self.limit {
            guard let file = lastFile[place] else { continue }
            let end = file.bytes.count
            let message = "\(count - Self.limit) more findings of \(place.code) are not shown."
            append(Diagnostic(Self.more, at: end..<end, message: message), to: file)
        }
        return order.compactMap { name in
            files[name].map { Report(file: $0, diagnostics: diagnostics[name] ?? []) }
        }
    }
}
