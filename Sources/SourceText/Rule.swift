/// A kind of finding: a stable code, and everything that can be said about it without a particular file.
///
/// Codes are never reused or renumbered; the wording may change. Each rule is declared beside the code that checks it.
public struct Rule: Sendable, Hashable, Encodable {
    /// The stable code, such as `EXP003`.
    public let code: String
    /// The stable name, such as `space-before-options`.
    public let name: String
    /// The severity of a finding, unless the finding sets another one.
    public let severity: Severity
    /// What the rule finds, as a noun phrase.
    public let summary: String
    /// Why it is a problem.
    public let reason: String
    /// What to do about it.
    public let cure: String
    /// The shortest text with the problem.
    public let example: String
    /// The corrected text.
    public let corrected: String

    /// Describes a rule.
    public init(
        code: String,
        name: String,
        severity: Severity,
        summary: String,
        reason: String,
        cure: String,
        example: String,
        corrected: String
    ) {
        self.code = code
        self.name = name
        self.severity = severity
        self.summary = summary
        self.reason = reason
        self.cure = cure
        self.example = example
        self.corrected = corrected
    }
}
