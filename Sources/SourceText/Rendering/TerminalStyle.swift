/// The style of terminal output: coloured or plain.
public enum TerminalStyle: Sendable {
    /// Plain text.
    case plain
    /// ANSI colours (ECMA-48 SGR).
    case coloured

    /// The role of a piece of text, which decides its colour.
    public enum Role: Sendable {
        /// The name of a severity, or a marker under the text that it is about.
        case severity(Severity)
        /// Text that is less important than the text around it.
        case faint
        /// Text that should stand out, such as a heading.
        case strong
        /// Added text.
        case added
        /// Removed text.
        case removed
    }

    /// Returns the text in the colour of its role.
    public func paint(_ text: String, as role: Role) -> String {
        switch self {
        case .plain: text
        case .coloured: "\u{1B}[\(Self.code(of: role))m\(text)\u{1B}[0m"
        }
    }

    /// Returns a unified diff with added and removed lines in colour.
    public func paint(diff: String) -> String {
        guard case .coloured = self else { return diff }
        return diff.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            switch line.first {
            case "+": paint(String(line), as: .added)
            case "-": paint(String(line), as: .removed)
            default: String(line)
            }
        }.joined(separator: "\n")
    }

    private static func code(of role: Role) -> String {
        switch role {
        case .severity(.error): "1;31"
        case .severity(.warning): "1;33"
        case .severity(.note): "1;36"
        case .faint: "2"
        case .strong: "1"
        case .added: "32"
        case .removed: "31"
        }
    }
}
