import ArgumentParser
import HomeSync
import Homes
import MountMaps
import SourceText
import SystemFiles

/// Makes the server as the directory says: `autohome sync`.
struct SyncCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Make homes, maps and exports as the directory says.",
        discussion: """
            Ends with 0 when everybody in the directory is served, with 1 when entries were refused, disputed or \
            obstructed while all others were served, and with 2 when the work could not be done. It may be killed \
            at any instant and run again.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("Do exactly what this plan of autohome plan --out says.", valueName: "file"))
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
            // What was done before the failure stays done, and is reported.
            try show(run.outcome, of: plan, error: error, context)
            throw error
        }
        try show(run.outcome, of: plan, error: nil, context)
        return plan.servesAll && run.outcome.isComplete ? .yes : .no
    }

    private func notServed(_ homesRoot: String, _ settings: SiteSettings) -> SyncError {
        SyncError(
            .notServed,
            "the NFS server does not offer \(homesRoot), though \(settings.exports.file) exports it; look at what "
                + "exportfs -v and the log of rpc.mountd say"
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
