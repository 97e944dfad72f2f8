import SourceText

/// Shows rules.
struct RuleRenderer {
    let style: TerminalStyle

    /// One line for each rule.
    static func list(of rules: [Rule]) -> String {
        rules.map { "\($0.code)  \($0.severity.rawValue)  \($0.name)\n" }.joined()
    }

    /// The whole page about one rule.
    func page(of rule: Rule) -> String {
        let head = style.paint("\(rule.code) \(rule.name)", as: .strong)
        let severity = style.paint(rule.severity.rawValue, as: .severity(rule.severity))
        return "\(head) (\(severity))\n\n\(RulePage(rule).text)\n\(advice(on: rule))\n"
    }

    /// Whether check --fix can fix it, and how to silence it.
    private func advice(on rule: Rule) -> String {
        let fix =
            RuleCatalogue.hasFix(rule)
            ? "autohome check --fix fixes it if that is safe; --diff shows how.\n" : ""
        guard !["CFG", "CHK"].contains(rule.code.prefix(3)), !rule.code.hasSuffix("000") else { return fix }
        return fix + """
            To silence the finding in an exports table or a map, write a comment with the reason above the entry:
                # autohome: ignore \(rule.code) the reason
            or for the whole file:
                # autohome: ignore-file \(rule.code) the reason
            For other files, such as passwd, use [check] of the configuration.

            """
    }
}
