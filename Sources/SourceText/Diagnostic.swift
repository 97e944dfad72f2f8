/// A finding: what is wrong, where, and how to mend it.
public struct Diagnostic: Sendable, Hashable {
    /// The rule that was broken.
    public let rule: Rule
    /// How much this finding matters.
    public let severity: Severity
    /// What will happen, about this very text.
    public let message: String
    /// What to do, about this very text.
    public let help: String
    /// The bytes it is about.
    public let range: Range<Int>
    /// Edits that mend it without changing what anybody meant; none where that takes a person.
    public let fixes: [Fix]

    /// Makes a diagnostic; the severity and the help are the rule's unless given.
    public init(
        _ rule: Rule,
        at range: Range<Int>,
        severity: Severity? = nil,
        message: String,
        help: String? = nil,
        fixes: [Fix] = []
    ) {
        self.rule = rule
        self.severity = severity ?? rule.severity
        self.message = message
        self.help = help ?? rule.cure
        self.range = range
        self.fixes = fixes
    }
}

/// One way to mend a finding.
public struct Fix: Sendable, Hashable {
    /// What the fix does, as an order: "remove the blank".
    public let message: String
    /// The edits, in the file of the diagnostic.
    public let edits: [TextEdit]

    /// Makes a fix.
    public init(_ message: String, edits: [TextEdit]) {
        self.message = message
        self.edits = edits
    }
}
