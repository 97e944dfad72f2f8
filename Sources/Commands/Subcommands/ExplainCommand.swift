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
        return "\(head) (\(severity))\n\n\(RulePage(rule).text)"
    }
}

/// A rule as data; its JSON Schema is `Schemas/json/explain.schema.json`.
private struct RuleRecord: Encodable {
    let code: String
    let name: String
    let severity: Severity
    let summary: String
    let reason: String
    let cure: String
    let example: String
    let corrected: String

    init(_ rule: Rule) {
        code = rule.code
        name = rule.name
        severity = rule.severity
        summary = rule.summary
        reason = rule.reason
        cure = rule.cure
        example = rule.example
        corrected = rule.corrected
    }
}
