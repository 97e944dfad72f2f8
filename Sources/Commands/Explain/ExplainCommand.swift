import ArgumentParser
import SourceText

/// Explains a finding: `autohome explain`.
struct ExplainCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a finding: what it means, why it matters, and how to fix it.",
        discussion: "Without a code, lists all codes. Ends with 1 if the code does not exist."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("A code such as EXP003, or a name.", valueName: "code"))
    var code: String?

    func work(in context: CommandContext) async throws -> Answer {
        let rules = RuleCatalogue.all
        guard let code else {
            try context.render(text: RuleRenderer.list(of: rules), json: record(of: rules))
            return .yes
        }
        let found = rules.filter { $0.code == code.uppercased() || $0.name == code.lowercased() }
        guard !found.isEmpty else {
            context.console.writeError(
                "autohome: there is no finding \"\(printable(code))\"; autohome explain lists them all\n"
            )
            return .no
        }
        let renderer = RuleRenderer(style: context.console.style)
        try context.render(text: found.map(renderer.page).joined(), json: record(of: found))
        return .yes
    }

    private func record(of rules: [Rule]) -> [String: [RuleRecord]] {
        ["rules": rules.map(RuleRecord.init(rule:))]
    }
}
