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
            Ends with 0 if every account in LDAP is served and every home has an account; with 1 if some entries are \
            refused, conflict with another entry, or are obstructed by something on the disk, or homes belong to no \
            account, and all others are served; with 2 if the work could not be done. It can be killed at any time and run again.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("Apply exactly this plan, saved with autohome plan --out.", valueName: "file"))
    var plan: String?

    @Option(help: ArgumentHelp("Refuse a plan that has another digest.", valueName: "digest"))
    var digest: String?

    func validate() throws {
        guard digest == nil || plan != nil else {
            throw ValidationError("--digest says which plan --plan must be; give both")
        }
    }

    func work(in context: CommandContext) async throws -> Answer {
        try await Interruption.cancelling { try await sync(in: context) }
    }

    private func sync(in context: CommandContext) async throws -> Answer {
        let reviewed = try reviewedPlan()
        let session = try SyncSession(context)
        let planned = try await session.plan(context)
        guard let homes = planned.homes else {
            try show(SyncOutcome(), of: planned.plan, error: nil, context)
            return .no
        }
        if let reviewed { try check(reviewed, against: planned, session.settings.safety) }
        let plan = reviewed?.plan ?? planned.plan
        let progress =
            context.showsProgress ? ProgressLine(total: plan.homes.count, console: context.console) : nil
        var run = SyncRun(
            plan: plan,
            settings: session.settings,
            root: session.root,
            homes: homes,
            isSaved: reviewed != nil,
            server: session.server,
            logger: context.logger,
            progress: { progress?.show($0) }
        )
        do {
            defer { progress?.end() }
            try await run.apply()
            if run.outcome.verification == .missing { throw notServed(plan.homesRoot, session.settings) }
        } catch {
            // The steps before the failure are not undone, so report them.
            let error =
                error is CancellationError ? SyncError(.failed, "stopped by a signal before the end") : error
            try show(run.outcome, of: plan, error: error, context)
            throw error
        }
        try show(run.outcome, of: plan, error: plan.unseen, context)
        if let unseen = plan.unseen { throw unseen }
        return plan.servesAll && run.outcome.isComplete ? .yes : .no
    }

    private func notServed(_ homesRoot: String, _ settings: SiteSettings) -> SyncError {
        SyncError(
            .notServed,
            "the NFS server does not offer \(homesRoot), although \(settings.exports.file) exports it; check the "
                + "output of exportfs -v and the log of rpc.mountd"
        )
    }

    private func reviewedPlan() throws -> SavedPlan? {
        guard let plan else { return nil }
        let file = try ArgumentPath(plan).requiredFile()
        try TrustedFile.check(file, name: plan)
        let saved = try SavedPlan(decoding: file.bytes, name: plan)
        if let digest, digest != saved.digest {
            throw SyncError(
                .badPlan,
                "\(plan) holds the plan \(saved.digest), not the one that --digest names"
            )
        }
        return saved
    }

    /// Checks that a saved plan still fits this machine and what LDAP says now.
    private func check(
        _ saved: SavedPlan,
        against now: SyncSession.Planned,
        _ safety: SafetySettings
    ) throws(SyncError) {
        try saved.origin?.check(against: now.origin, age: safety.planAge)
        try saved.plan.check(against: now.snapshot, now.plan.obstacles)
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
                + PlanRenderer(style: style).notices(outcome.notices)
                + OutcomeRenderer(style: style).text(of: outcome, present: plan.present),
            json: SyncRecord(plan, outcome, error: error)
        )
    }
}
