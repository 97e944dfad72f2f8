import SourceText

/// Findings about one file, with an end: a file that is wrong on every line needs no report of every line.
final class FindingList {
    /// How many findings of one file are reported.
    static let limit = 1_000

    private(set) var diagnostics: [Diagnostic] = []
    private var omitted = 0

    /// Notes a finding; what it says is only put together where it is reported.
    func add(
        _ rule: Rule,
        at range: Range<Int>,
        severity: Severity? = nil,
        _ message: @autoclosure () -> String,
        fix: @autoclosure () -> Fix? = nil
    ) {
        guard diagnostics.count < Self.limit else {
            omitted += 1
            return
        }
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

    /// The findings from the top of the file; the last one tells how many more there are.
    func finished(_ more: Rule, end: Int) -> [Diagnostic] {
        var result = diagnostics.enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }.map(\.element)
        if omitted > 0 {
            result.append(Diagnostic(more, at: end..<end, message: "\(omitted) more findings are not shown."))
        }
        return result
    }
}
