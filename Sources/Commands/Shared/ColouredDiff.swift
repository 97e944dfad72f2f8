internal import SourceText

extension TerminalStyle {
    /// A unified diff with what is added and removed in colour.
    func paint(diff: String) -> String {
        guard case .coloured = self else { return diff }
        return diff.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            switch line.first {
            case "+": paint(String(line), as: .added)
            case "-": paint(String(line), as: .removed)
            default: String(line)
            }
        }.joined(separator: "\n")
    }
}
