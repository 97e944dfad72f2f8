/// The explanation of a rule.
public struct RulePage: Sendable {
    private let rule: Rule

    /// Makes the page of a rule.
    public init(_ rule: Rule) {
        self.rule = rule
    }

    /// The page without its heading, as plain text.
    public var text: String {
        """
        \(rule.summary)

        Why it hurts: \(rule.reason)

        What to do: \(rule.cure)

        Found in:
        \(Self.indented(rule.example))

        Not in:
        \(Self.indented(rule.corrected))

        """
    }

    /// The page without its heading, in Markdown.
    public var markdown: String {
        """
        \(rule.summary)

        **Why it hurts:** \(rule.reason)

        **What to do:** \(rule.cure)

        **Found in:**

        \(Self.indented(rule.example))

        **Not in:**

        \(Self.indented(rule.corrected))

        """
    }

    private static func indented(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.last == "" ? lines.dropLast() : lines[...])
            .map { "    " + printable($0.utf8, limit: 200, tabs: true) }.joined(separator: "\n")
    }
}
