/// Findings about one file, with an end: a file that is wrong on every line needs no report of every line.
public final class FindingList {
    /// How many findings of one file are reported, unless the caller asks for more or fewer.
    public static let limit = 1_000

    private let limit: Int
    private var diagnostics: [Diagnostic] = []
    private var counts: [String: Int] = [:]

    /// Makes an empty list.
    package init(limit: Int = FindingList.limit) {
        self.limit = max(limit, 1)
    }

    /// Adds a finding; beyond the limit it is only counted, and its text never made.
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

    /// The findings in file order; where there are more than the limit, the worst of them and a note.
    ///
    /// - Parameters:
    ///   - more: The rule of the note, made by ``Rule/moreFindings(code:name:example:corrected:)``.
    ///   - end: The end of the file, where the note is put.
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
    /// The rule of the note that ends a list of findings that was cut short; its code ends with `000`.
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
            reason: "A file that is wrong on most lines has one cause, not thousands.",
            cure: "Mend what is shown and check again.",
            example: example,
            corrected: corrected
        )
    }

    /// A note that some findings are left out.
    package func note(of omitted: Int, end: Int) -> Diagnostic {
        Diagnostic(self, at: end..<end, message: "\(omitted) more findings are not shown.")
    }
}
