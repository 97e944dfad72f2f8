import ArgumentParser
import HomeSync
import Homes
import MountMaps
import SourceText
import SystemFiles

/// Makes homes, maps and exports for the accounts in LDAP: `autohome sync`.
struct SyncCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Make homes, maps and exports for the accounts in LDAP.",
        discussion: """
            Ends with 0 if every account in LDAP is served; with 1 if some entries are refused, conflict with another \
            entry, or are obstructed by something on the disk, and all others are served; with 2 if the work could \
            not be done. It can be killed at any time and run again.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("Apply exactly this plan, saved with autohome plan --out.", valueName: "file"))
    var plan: String?

    func work(in context: CommandContext) async throws -> Answer {
        let session = try SyncSession(context)
        let plan: SyncPlan
        let homes: HomesRoot?
        if let reviewed = try reviewedPlan() {
            plan = reviewed
            homes = nil
        } else {
            let planned = try await session.plan(context)
            plan = planned.plan
            homes = planned.homes
        }
        var run = SyncRun(
            plan: plan,
            settings: session.settings,
            root: session.root,
            homes: homes,
            server: session.server
        )
        do {
            try await run.apply()
            if run.outcome.verification == .missing { throw notServed(plan.homesRoot, session.settings) }
        } catch {
            // The steps before the failure are not undone, so report them.
            try show(run.outcome, of: plan, error: error, context)
            throw error
        }
        try show(run.outcome, of: plan, error: nil, context)
        return plan.servesAll && run.outcome.isComplete ? .yes : .no
    }

    private func notServed(_ homesRoot: String, _ settings: SiteSettings) -> SyncError {
        SyncError(
            .notServed,
            "the NFS server does not offer \(homesRoot), although \(settings.exports.file) exports it; check the "
                + "output of exportfs -v and the log of rpc.mountd"
        )
    }

    private func reviewedPlan() throws -> SyncPlan? {
        guard let plan else { return nil }
        let file = try ArgumentPath(plan)
        return try SavedPlan(decoding: try file.requiredContents(), name: plan).plan
    }

    private func show(
        _ outcome: SyncOutcome,
        of plan: SyncPlan,
        error: (any Error)?,
        _ context: CommandContext
    ) throws {
        let style = context.console.style
        try context.render(
            text: PlanRenderer(style: style).problems(of: plan)
                + OutcomeRenderer(style: style).text(of: outcome, present: plan.present),
            json: SyncRecord(plan, outcome, error: error)
        )
    }
}
