internal import ArgumentParser
internal import SourceText

/// Tells what a code means: `autohome explain`.
struct ExplainCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell what a diagnostic means, why it hurts, and its cure.",
        discussion: "Without a code, all codes are listed. Ends with 1 for a code that does not exist."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("A code such as EXP003, or a name.", valueName: "code"))
    var code: String?

    func work(in context: CommandContext) async throws -> Answer {
        let rules = RuleCatalogue.all
        guard let code else {
            try show(rules, context) { rule in "\(rule.code)  \(rule.severity.rawValue)  \(rule.name)\n" }
            return .yes
        }
        let found = rules.filter { $0.code == code.uppercased() || $0.name == code.lowercased() }
        guard !found.isEmpty else {
            context.console.complain(
                "autohome: no diagnostic is called \"\(printable(code))\"; autohome explain lists them all\n"
            )
            return .no
        }
        try show(found, context) { Self.page($0, context.console.style) }
        return .yes
    }

    private func show(_ rules: [Rule], _ context: CommandContext, _ text: (Rule) -> String) throws {
        switch context.format {
        case .text: try context.console.write(rules.map(text).joined())
        case .json: try context.console.write(JSONOutput.text(of: ["rules": rules.map(RuleRecord.init)]))
        }
    }

    private static func page(_ rule: Rule, _ style: TerminalStyle) -> String {
        let head = style.paint("\(rule.code) \(rule.name)", as: .strong)
        let severity = style.paint(rule.severity.rawValue, as: .severity(rule.severity))
        return "\(head) (\(severity))\n\n\(RulePage(rule).text)\n\(advice(on: rule))\n"
    }
}

extension ExplainCommand {
    /// Whether check can mend it, and how not to be told of it.
    private static func advice(on rule: Rule) -> String {
        let mends =
            RuleCatalogue.isMended(rule)
            ? "autohome check --fix mends it where that is safe; --diff shows how.\n" : ""
        guard !["CFG", "CHK"].contains(rule.code.prefix(3)), !rule.code.hasSuffix("000") else { return mends }
        return mends + """
            Not minded here? Say why, above the entry:
                # autohome: ignore \(rule.code) the reason
            or for the whole file:
                # autohome: ignore-file \(rule.code) the reason
            or in [check] of the configuration.

            """
    }
}

/// A rule as data, and whether check --fix can mend it; its JSON Schema is `Schemas/json/explain.schema.json`.
private struct RuleRecord: Encodable {
    private enum Key: CodingKey {
        case hasFix
    }

    let rule: Rule

    func encode(to encoder: any Encoder) throws {
        try rule.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(RuleCatalogue.isMended(rule), forKey: .hasFix)
    }
}
