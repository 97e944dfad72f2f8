import SourceText

/// Findings about one file, with an end: a file that is wrong on every line needs no report of every line.
final class FindingList {
    /// How many findings of one file are reported.
    private let limit: Int
    private var diagnostics: [Diagnostic] = []
    private var counts: [String: Int] = [:]

    init(limit: Int) {
        self.limit = limit
    }

    /// Notes a finding; what it says is only put together where it may be reported.
    func add(
        _ rule: Rule,
        at range: Range<Int>,
        severity: Severity? = nil,
        _ message: @autoclosure () -> String,
        fix: @autoclosure () -> Fix? = nil
    ) {
        counts[rule.code, default: 0] += 1
        guard counts[rule.code, default: 0] <= limit else { return }
        diagnostics.append(
            Diagnostic(
                rule,
                at: range,
                severity: severity,
                message: message(),
                fixes: fix().map { [$0] } ?? []
            )
        )
    }

    /// The findings from the top of the file; where there are too many, the worst of them, and how many more.
    func finished(_ more: Rule, end: Int) -> [Diagnostic] {
        let omitted = counts.values.reduce(0, +) - limit
        guard omitted > 0 else { return Self.inFileOrder(diagnostics) }
        let worst = Self.inFileOrder(diagnostics).enumerated().sorted {
            ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
        }
        let note = Diagnostic(more, at: end..<end, message: "\(omitted) more findings are not shown.")
        return Self.inFileOrder(worst.prefix(limit).map(\.element)) + [note]
    }

    private static func inFileOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }.map(\.element)
    }
}
