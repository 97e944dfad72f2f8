/// A site's policy for findings: the severity of each kind, and the findings to silence.
///
/// A policy is applied once, to all findings in a file. It keeps a record of silenced findings. It never hides a
/// finding because others took its place: if a report was cut short, the omitted findings keep their weight.
public struct DiagnosticPolicy: Sendable, Hashable {
    /// The level of a kind of finding.
    public enum Level: String, Sendable, CaseIterable {
        /// An error.
        case error
        /// A warning.
        case warning
        /// A note.
        case note
        /// The rule is switched off.
        case off

        var severity: Severity? { Severity(rawValue: rawValue) }
    }

    /// Findings to silence, and the reason.
    public struct Silence: Sendable, Hashable {
        /// The code or the name of the rule.
        public let code: String
        /// The file name as in reports; nil for every file.
        ///
        /// Each `*` in it matches any text.
        public let file: String?
        /// The first word of the entry (a path, mount point or key); nil for every entry.
        public let entry: String?
        /// The reason.
        public let reason: String

        /// Silences some findings.
        public init(code: String, file: String? = nil, entry: String? = nil, reason: String) {
            self.code = code
            self.file = file
            self.entry = entry
            self.reason = reason
        }
    }

    /// The levels of rules, by code or name; a code takes precedence over a name.
    public let levels: [String: Level]
    /// The findings to silence.
    public let silences: [Silence]

    /// Makes a policy; an empty one changes nothing.
    public init(levels: [String: Level] = [:], silences: [Silence] = []) {
        self.levels = levels
        self.silences = silences
    }

    /// Returns the severity of a finding under the policy; nil if the rule is off.
    public func severity(of rule: Rule, given severity: Severity) -> Severity? {
        guard let level = levels[rule.code] ?? levels[rule.name] else { return severity }
        return level.severity
    }

    /// Applies the policy to a report.
    ///
    /// - Parameters:
    ///   - report: all findings in a file.
    ///   - comments: the comments of the file in file order, each from `#` on without the line end.
    ///   - known: all existing rules, to find unknown codes.
    ///   - examined: the codes of the rules that were checked in this run; only for these can a comment be reported as
    ///     unused.
    /// - Returns: the remaining findings, and findings about the comments themselves.
    public func applied(
        to report: Report,
        comments: [Range<Int>],
        known: [Rule],
        examined: Set<String>
    ) -> Report {
        var pass = PolicyPass(self, report.file, comments, known)
        for diagnostic in report.diagnostics { pass.take(diagnostic) }
        return pass.report(silencedBefore: report.silenced, examined: examined)
    }
}

extension DiagnosticPolicy {
    /// Whether a policy can set the level of a rule: not if the rule summarises omitted findings.
    public static func canLevel(_ rule: Rule) -> Bool { !rule.summarisesOmitted }

    /// Whether findings of a rule can be silenced: not those about silencing itself, nor summaries of omitted findings.
    public static func canSilence(_ rule: Rule) -> Bool {
        !rule.summarisesOmitted && !SilencingRules.all.contains(rule)
    }
}

extension Rule {
    /// Whether the rule summarises omitted findings; such codes end in `000`.
    var summarisesOmitted: Bool { code.hasSuffix("000") }
}
