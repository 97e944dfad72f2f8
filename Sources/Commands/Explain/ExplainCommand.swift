import ArgumentParser
import SourceText

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
            try context.render(text: RuleRenderer.list(of: rules), json: record(of: rules))
            return .yes
        }
        let found = rules.filter { $0.code == code.uppercased() || $0.name == code.lowercased() }
        guard !found.isEmpty else {
            context.console.complain(
                "autohome: no diagnostic is called \"\(printable(code))\"; autohome explain lists them all\n"
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
