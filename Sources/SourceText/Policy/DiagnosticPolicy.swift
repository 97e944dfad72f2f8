/// What a site makes of findings: how much each kind matters there, and which of them it does not mind.
///
/// A policy is applied once, to all that was found in a file. It counts what it silences, and never lets a finding
/// vanish because others hid it: where a report was cut short, what was not shown matters as much as what was.
public struct DiagnosticPolicy: Sendable, Hashable {
    /// How much a kind of finding matters.
    public enum Level: String, Sendable, CaseIterable {
        /// As an error.
        case error
        /// As a warning.
        case warning
        /// As a note.
        case note
        /// Not at all: it is not looked for.
        case off

        var severity: Severity? { Severity(rawValue: rawValue) }
    }

    /// Some findings that a site does not mind, and why.
    public struct Silence: Sendable, Hashable {
        /// The code or the name of the rule.
        public let code: String
        /// The file, as reports name it, or nil for every file.
        ///
        /// Each `*` in it stands for any text.
        public let file: String?
        /// The word with which the entry begins (a path, mount point or key), or nil for every entry.
        public let entry: String?
        /// Why.
        public let reason: String

        /// Silences some findings.
        public init(code: String, file: String? = nil, entry: String? = nil, reason: String) {
            self.code = code
            self.file = file
            self.entry = entry
            self.reason = reason
        }
    }

    /// How much kinds of findings matter, by code or name; a code goes before a name.
    public let levels: [String: Level]
    /// What is not minded.
    public let silences: [Silence]

    /// Makes a policy; without anything, rules matter as they say themselves.
    public init(levels: [String: Level] = [:], silences: [Silence] = []) {
        self.levels = levels
        self.silences = silences
    }

    /// How much findings of a rule matter; nil where the rule is off.
    public func severity(of rule: Rule, given severity: Severity) -> Severity? {
        guard let level = levels[rule.code] ?? levels[rule.name] else { return severity }
        return level.severity
    }

    /// A report as the site wants it.
    ///
    /// - Parameters:
    ///   - report: everything that was found in a file.
    ///   - comments: the comments of the file, each from `#` on without the line end, in the order of the file.
    ///   - known: every rule there is, to tell codes that are none.
    ///   - examined: the codes of the rules that this run looked at: only of these can be said that a comment
    ///     silences nothing.
    /// - Returns: what is left, with the findings about the comments themselves.
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
    /// Whether a policy can say how much findings of a rule matter: not of those that tell of more.
    public static func canLevel(_ rule: Rule) -> Bool { !rule.tellsOfMore }

    /// Whether findings of a rule can be silenced: not those about silencing itself.
    public static func canSilence(_ rule: Rule) -> Bool {
        !rule.tellsOfMore && !SilencingRules.all.contains(rule)
    }
}

extension Rule {
    /// Whether the rule tells of findings that are not shown, by the last digits of its code.
    var tellsOfMore: Bool { code.hasSuffix("000") }
}
