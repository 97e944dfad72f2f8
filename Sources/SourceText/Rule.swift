/// What a diagnostic is about: a stable code and everything that can be said without a file at hand.
///
/// Codes are never reused or renumbered; wording may change. Each rule stands beside the code that finds it.
public struct Rule: Sendable, Hashable, Encodable {
    /// The stable code, such as `EXP003`.
    public let code: String
    /// The stable name, such as `space-before-options`.
    public let name: String
    /// How much a finding matters unless it says otherwise.
    public let severity: Severity
    /// What the rule finds, in one sentence.
    public let summary: String
    /// Why it hurts.
    public let reason: String
    /// What to do about it.
    public let cure: String
    /// The shortest text in which it is found.
    public let example: String
    /// The same text as it should be.
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
