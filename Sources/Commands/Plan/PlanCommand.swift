import ArgumentParser
import HomeSync
import SystemFiles
import SystemPackage

/// Shows what a sync would change: `autohome plan`.
struct PlanCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what a sync would change; changes nothing.",
        discussion: """
            Ends with 0 when everybody in the directory is or would be served, and with 1 when entries are refused, \
            disputed or obstructed; these are named.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("Save the plan for sync --plan.", valueName: "file"))
    var out: String?

    func work(in context: CommandContext) async throws -> Answer {
        let plan = try await SyncSession(context).plan(context).plan
        let saved = try SavedPlan(plan)
        if let out { try save(saved, to: out) }
        try context.render(
            text: PlanRenderer(style: context.console.style).text(of: saved),
            json: PlanRecord(saved)
        )
        return plan.servesAll ? .yes : .no
    }

    private func save(_ plan: SavedPlan, to name: String) throws {
        let path = try ArgumentPath(name)
        let before = try path.contents()
        try RootDirectory().replace(
            path.absolute,
            with: try plan.encoded(),
            expecting: before.map(ExpectedContents.bytes) ?? .absent,
            newFilePermissions: FilePermissions(rawValue: 0o600)
        )
    }
}
