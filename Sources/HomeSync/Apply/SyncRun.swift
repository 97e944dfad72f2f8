public import Homes
public import Logging
public import MountMaps
import SourceText
public import SystemFiles
import SystemPackage

/// Applies one plan, step by step, and then asks the running NFS server whether it offers the homes.
///
/// A step is done completely or not at all, and only if nothing that it changes was modified since the plan was made.
/// So a run can be killed at any time, and the next plan continues from there. ``outcome`` lists what was done, also
/// after a failure.
public struct SyncRun: Sendable {
    /// What has been done so far.
    public private(set) var outcome = SyncOutcome()

    private let plan: SyncPlan
    private let settings: SiteSettings
    private let root: RootDirectory
    private let homes: HomesRoot
    private let isSaved: Bool
    private let server: any ExportServer
    private let logger: Logger
    private let progress: @Sendable (Int) -> Void
    /// Why no more homes can be made; what does not need them goes on.
    private var diskProblem: FileError?

    /// Prepares to apply a plan below a root.
    ///
    /// - Parameters:
    ///   - plan: the plan.
    ///   - settings: the settings, which limit what a plan may do.
    ///   - root: the directory used as `/`.
    ///   - homes: the open homes root.
    ///   - isSaved: whether the plan comes from a file.
    ///   - server: the NFS server of this machine.
    ///   - logger: gets a line for each change, at level info.
    ///   - progress: Called after each home with the number of homes that are made.
    public init(
        plan: SyncPlan,
        settings: SiteSettings,
        root: RootDirectory,
        homes: HomesRoot,
        isSaved: Bool = false,
        server: any ExportServer,
        logger: Logger = Logger(label: "autohome") { _ in SwiftLogNoOpLogHandler() },
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.plan = plan
        self.settings = settings
        self.root = root
        self.homes = homes
        self.isSaved = isSaved
        self.server = server
        self.logger = logger
        self.progress = progress
    }

    /// Carries out the plan.
    ///
    /// - Throws: ``SyncError`` for a plan that does not match the settings or is out of date, before anything is
    ///   changed; `FileError` if a step fails, which ends the run.
    public mutating func apply() async throws {
        try PlanReview(settings: settings, root: root.path.string).check(plan)
        let world = WorldCheck(settings: settings, root: root, homes: homes, server: server)
        try await blocking { [plan, isSaved] in
            try world.check(plan, isSaved: isSaved)
        }
        await sweep(world.homes)
        await recordMounts(of: world.homes)
        try await performSteps(in: world)
        if plan.verifiesExports { await verifyExports(of: try await servedHomes(in: world)) }
        if let diskProblem { throw diskProblem }
    }

    /// Removes what killed syncs left; what cannot be removed is no reason to serve nobody.
    private mutating func sweep(_ homes: HomesRoot) async {
        do {
            try await blocking { _ = try HomeBuilder.sweep(in: homes) }
        } catch {
            outcome.notices.append(Notice(kind: .leftOver, count: 1, message: "\(error)"))
        }
    }

    /// Remembers the homes that are mounted; without that, an unmounted one may look like a new one later.
    private mutating func recordMounts(of homes: HomesRoot) async {
        do {
            try await blocking { try MountRecording(homes: homes).run() }
        } catch {
            outcome.notices.append(Notice(kind: .mountPoint, count: 1, message: "\(error)"))
        }
    }

    private mutating func performSteps(in world: WorldCheck) async throws {
        let skeleton = try await skeleton()
        var rest = plan.steps[...]
        while let step = rest.first {
            // Between two steps everything is whole, so this is the place to stop.
            try Task.checkCancellation()
            switch step {
            case .makeHome:
                let homes = rest.prefix(HomeBatch.largest).prefix { $0.newHome != nil }
                let made = outcome.made.count
                try await make(
                    HomeBatch(
                        homes: homes.compactMap(\.newHome),
                        skeleton: skeleton,
                        world: world,
                        progress: { [progress] in progress(made + $0) }
                    )
                )
                rest = rest[homes.endIndex...]
            case .writeFile(let change):
                if let change = try await fitted(change, in: world) { try await write(change, in: world) }
                rest.removeFirst()
            case .reloadExports:
                if try world.state(of: step) == .ready { await reloadExports() }
                rest.removeFirst()
            }
        }
    }

    /// The initial contents of new homes; a plan without new homes needs no skeleton.
    private func skeleton() async throws -> Skeleton {
        guard !plan.homes.isEmpty else { return .empty }
        return try await blocking { [settings, root] in
            try Skeleton(at: FilePath(settings.homes.skeleton), in: root)
        }
    }

    private mutating func make(_ batch: HomeBatch) async throws {
        guard diskProblem == nil else { return }
        let result = try await blocking { try batch.make() }
        outcome.made += result.made
        for name in result.made { logger.info("made home", metadata: ["path": "\(plan.homesRoot)/\(name)"]) }
        outcome.failures += result.failures
        diskProblem = result.problem
    }

    /// The listed homes that are there: those that could not be made are missing.
    private func servedHomes(in world: WorldCheck) async throws -> [String] {
        guard !plan.listedHomes.isEmpty, outcome.made.count < plan.homes.count else {
            return plan.listedHomes
        }
        let uncertain = Set(plan.homes.map(\.name)).subtracting(outcome.made)
        let missing = try await blocking {
            Set(try uncertain.filter { try world.homes.status(of: try FileName($0)) == nil })
        }
        return plan.listedHomes.filter { !missing.contains($0) }
    }

    /// The change without the lines of homes that could not be made; nil if nothing of it is left.
    private func fitted(_ change: FileChange, in world: WorldCheck) async throws -> FileChange? {
        let served = try await servedHomes(in: world)
        guard served.count < plan.listedHomes.count else { return change }
        let before = SourceFile(name: change.path, bytes: change.before ?? [])
        let after = try FileGenerator(settings: settings, homes: served).plannedText(
            of: change.file,
            over: before
        )
        guard after != before.bytes else { return nil }
        return FileChange(file: change.file, path: change.path, before: change.before, after: after)
    }

    private mutating func write(_ change: FileChange, in world: WorldCheck) async throws {
        let isWritten = try await blocking {
            if try world.state(of: .writeFile(change)) == .unneeded { return false }
            let expected = change.before.map { ExpectedContents.bytes($0) } ?? .absent
            try world.root.replace(FilePath(change.path), with: change.after, expecting: expected)
            return true
        }
        guard isWritten else { return }
        outcome.written.append(change.path)
        logger.info("wrote file", metadata: ["path": "\(change.path)"])
    }

    private mutating func reloadExports() async {
        do throws(SyncError) {
            try await server.reload()
            outcome.reloaded = true
            logger.info("ran exportfs -ra")
        } catch {
            // Continue: an error in somebody else's line must not keep us from checking whether the homes are offered.
            outcome.reloadComplaint = error.message
        }
    }

    /// Asks the NFS server whether it really offers the homes, even if this run did not change the exports.
    private mutating func verifyExports(of homes: [String]) async {
        let root = settings.homes.root
        let paths =
            switch settings.exports.layout {
            case .root: [root]
            case .each: homes.map { "\(root)/\($0)" }
            }
        guard !paths.isEmpty else { return }
        do {
            switch try await server.offers(Set(paths)) {
            case true?: outcome.verification = .offered
            case false?: outcome.verification = .missing
            case nil: outcome.verification = .unlisted
            }
        } catch {
            outcome.verification = .unknown
            outcome.verificationProblem = "\(error)"
        }
    }
}
