public import SystemFiles
internal import SystemPackage

/// Applies one plan: homes, then maps and exports, then the running server is told and asked.
///
/// Each step is whole or not there, and is done only where the disk is still as the plan saw it; so a run may be
/// killed at any instant, and the next plan takes up what is left. ``outcome`` tells what was done, also after a
/// failure.
public struct SyncRun: Sendable {
    /// What was done so far.
    public private(set) var outcome = SyncOutcome()

    private let plan: SyncPlan
    private let settings: SyncSettings
    private let root: RootDirectory
    private let server: any ExportServer

    // Homes of one batch become durable and visible together.
    private static let batchSize = 256

    /// Prepares to apply a plan below a root.
    public init(plan: SyncPlan, settings: SyncSettings, root: RootDirectory, server: any ExportServer) {
        self.plan = plan
        self.settings = settings
        self.root = root
        self.server = server
    }

    /// Does what the plan says.
    ///
    /// - Throws: ``SyncError`` for a plan that does not fit or that the world has overtaken, before anything is
    ///   done; `FileError` where a step fails, which ends the run.
    public mutating func apply() async throws {
        try PlanReview(settings: settings).check(plan)
        try await checkFiles()
        try await makeHomes()
        for change in plan.files { try await write(change) }
        if plan.reloadsExports { try await reloadExports() }
    }

    /// Checks every file before the first step, so that a plan that was overtaken does nothing at all.
    private func checkFiles() async throws {
        let (files, root) = (plan.files, root)
        try await blocking {
            for change in files {
                let path = FilePath(change.path)
                let now = try root.status(of: path) == nil ? nil : root.read(path).bytes
                guard now == change.before.map({ Array($0) }) else {
                    throw SyncError(
                        .changedUnderneath,
                        "\(change.path) was changed after the plan was made; nothing is done: plan again"
                    )
                }
            }
        }
    }

    private mutating func makeHomes() async throws {
        guard !plan.homes.isEmpty else { return }
        let (settings, root) = (settings.homes, root)
        let skeleton = try await blocking {
            try HomeBuilder.sweep(in: try HomesRoot(settings, in: root))
            return try Skeleton(at: FilePath(settings.skeleton), in: root)
        }
        var start = 0
        while start < plan.homes.count {
            let batch = Array(plan.homes[start..<min(start + Self.batchSize, plan.homes.count)])
            let publication = try await blocking {
                try Self.make(batch, settings: settings, root: root, skeleton: skeleton)
            }
            outcome.made += publication.published.map(\.specification.name.description)
            outcome.failures += publication.refused.map { home, error in
                SyncOutcome.Failure(
                    path: "\(settings.root)/\(home.specification.name)",
                    message: error.message
                )
            }
            start += batch.count
        }
    }

    private static func make(
        _ homes: [HomeCreation],
        settings: HomesSettings,
        root: RootDirectory,
        skeleton: Skeleton
    ) throws(FileError) -> Publication {
        var builder = try HomeBuilder(in: try HomesRoot(settings, in: root), skeleton: skeleton)
        var staged: [StagedHome] = []
        for home in homes {
            let specification = try HomeSpecification(
                name: try FileName(home.name),
                uid: home.uidNumber,
                gid: home.gidNumber,
                permissions: FilePermissions(rawValue: CInterop.Mode(settings.mode))
            )
            staged.append(try builder.build(specification))
        }
        return try builder.publish(staged)
    }

    private mutating func write(_ change: FileChange) async throws {
        let root = root
        let replaced = try await blocking {
            try root.replace(
                FilePath(change.path),
                with: Array(change.after),
                expecting: change.before.map { .bytes(Array($0)) } ?? .absent
            )
        }
        if replaced != .unchanged { outcome.written.append(change.path) }
    }

    /// Tells the server of the table, and asks it whether the homes are really there.
    private mutating func reloadExports() async throws {
        do throws(SyncError) {
            try await server.reload()
            outcome.reloaded = true
        } catch {
            // A fault in a line of somebody else must not hide whether our export is served.
            outcome.reloadComplaint = error.message
        }
        do {
            outcome.verification = try await server.offers(settings.homes.root) ? .offered : .missing
        } catch {
            outcome.verification = .unknown
            outcome.verificationProblem = "\(error)"
        }
    }
}
