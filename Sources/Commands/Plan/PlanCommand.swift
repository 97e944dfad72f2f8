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
            Ends with 0 if every account in LDAP is served or would be; with 1 if some entries are refused, conflict \
            with another entry, or are obstructed by something on the disk. These are listed. With --ldif it shows what \
            a sync would change if LDAP had the entries of the file, and asks no server; sync refuses such a plan.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("Save the plan, to apply it with sync --plan.", valueName: "file"))
    var out: String?

    @Option(
        help: ArgumentHelp(
            "Read the accounts from this LDIF file, such as the output of slapcat, instead of LDAP.",
            valueName: "file"
        )
    )
    var ldif: String?

    func work(in context: CommandContext) async throws -> Answer {
        let file = try ldif.map { try ArgumentPath($0) }
        let planned = try await SyncSession(context).plan(context, from: file)
        let plan = planned.plan
        let saved = try SavedPlan(plan, from: planned.origin)
        if let out { try save(saved, to: out) }
        try context.render(
            text: PlanRenderer(style: context.console.style).text(of: saved),
            json: PlanRecord(saved)
        )
        if let unseen = plan.unseen { throw unseen }
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
