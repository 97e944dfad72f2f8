/// The findings about one file, up to a limit: a file that is wrong on every line needs no report for every line.
public final class FindingList {
    /// The default limit of findings for one file.
    public static let limit = 1_000

    private let limit: Int
    private var diagnostics: [Diagnostic] = []
    private var counts: [String: Int] = [:]

    /// Makes an empty list.
    package init(limit: Int = FindingList.limit) {
        self.limit = max(limit, 1)
    }

    /// Adds a finding; beyond the limit it is only counted, and its text is not computed.
    package func add(
        _ rule: Rule,
        at range: Range<Int>,
        severity: Severity? = nil,
        _ message: @autoclosure () -> String,
        help: @autoclosure () -> String? = nil,
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
                help: help(),
                fixes: fix().map { [$0] } ?? []
            )
        )
    }

    /// Returns the findings in file order; if there are more than the limit, the most severe ones and a note.
    ///
    /// - Parameters:
    ///   - more: The rule of the note, made by ``Rule/moreFindings(code:name:example:corrected:)``.
    ///   - end: The end of the file, which is the place of the note.
    /// - Returns: At most as many findings as the limit, and the note.
    package func finished(_ more: Rule, end: Int) -> [Diagnostic] {
        let total = counts.values.reduce(0, +)
        guard total > limit else { return Self.inFileOrder(diagnostics) }
        let worst = Self.inFileOrder(diagnostics).enumerated().sorted {
            ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
        }
        return Self.inFileOrder(worst.prefix(limit).map(\.element))
            + [more.note(of: total - limit, end: end)]
    }

    private static func inFileOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }.map(\.element)
    }
}

extension Rule {
    /// Makes the rule of the note after a list that was cut short; its code ends in `000`.
    package static func moreFindings(
        code: String,
        name: String = "more-findings",
        example: String,
        corrected: String
    ) -> Rule {
        Rule(
            code: code,
            name: name,
            severity: .note,
            summary: "There are more findings than are shown.",
            reason:
                "If a file is wrong on most lines, there is usually one cause, so not every line is listed.",
            cure: "Fix the findings that are shown and check again.",
            example: example,
            corrected: corrected
        )
    }

    /// Makes the note that some findings are omitted.
    package func note(of omitted: Int, end: Int) -> Diagnostic {
        Diagnostic(self, at: end..<end, message: "\(omitted) more findings are not shown.")
    }
}
