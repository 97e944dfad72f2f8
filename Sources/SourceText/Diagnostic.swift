/// A finding: what is wrong, where, and how to fix it.
public struct Diagnostic: Sendable, Hashable {
    /// The rule that was broken.
    public let rule: Rule
    /// The severity of this finding.
    public let severity: Severity
    /// What is wrong with this text, and what will happen.
    public let message: String
    /// What to do about this text.
    public let help: String
    /// The range of the text.
    public let range: Range<Int>
    /// Safe fixes, which do not change the author's intention; empty if a person has to decide.
    public let fixes: [Fix]

    /// Makes a diagnostic; the default severity and help are those of the rule.
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

/// One way to fix a finding.
public struct Fix: Sendable, Hashable {
    /// What the fix does, in the imperative: "remove the blank".
    public let message: String
    /// The edits, in the file of the diagnostic.
    public let edits: [TextEdit]

    /// Makes a fix.
    public init(_ message: String, edits: [TextEdit]) {
        self.message = message
        self.edits = edits
    }
}
