import Homes
public import MountMaps
internal import SourceText
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
    private let settings: SiteSettings
    private let root: RootDirectory
    private let server: any ExportServer

    // Homes of one batch become durable and visible together.
    private static let batchSize = 256

    /// Prepares to apply a plan below a root.
    public init(plan: SyncPlan, settings: SiteSettings, root: RootDirectory, server: any ExportServer) {
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
        try PlanReview(settings: settings, root: root.path.string).check(plan)
        try await checkWorld()
        try await makeHomes()
        for change in plan.files { try await write(change) }
        if plan.reloadsExports { await reloadExports() }
        if plan.verifiesExports { await verifyExports() }
    }

    /// Checks everything before the first step, so that a plan that was overtaken does nothing at all.
    private func checkWorld() async throws {
        let (plan, all, settings, root) = (plan, settings, settings.homes, root)
        try await blocking {
            let homes = try HomesRoot(settings, in: root)
            for home in plan.homes {
                guard let status = try homes.directory.status(of: try FileName(home.name)) else { continue }
                guard home.isSatisfied(by: status) else {
                    throw SyncError(
                        .changedUnderneath,
                        "\(settings.root)/\(home.name) appeared after the plan was made, and is not "
                            + "\(home.uidNumber)'s home; nothing is done: plan again"
                    )
                }
            }
            try Self.checkListed(plan, all, homes)
            for change in plan.files {
                let path = FilePath(change.path)
                let now =
                    try root.status(of: path) == nil
                    ? nil : root.read(path, limit: FileContents.tableLimit).bytes
                guard now == change.before.map({ Array($0) }) || now == Array(change.after) else {
                    throw SyncError(
                        .changedUnderneath,
                        "\(change.path) was changed after the plan was made; nothing is done: plan again"
                    )
                }
            }
        }
    }

    /// Checks that no home that is there loses its lines: a plan may have come from a file.
    private static func checkListed(
        _ plan: SyncPlan,
        _ settings: SiteSettings,
        _ homes: HomesRoot
    ) throws {
        let listed = Set(plan.listedHomes)
        for change in plan.files {
            let before = SourceFile(name: change.path, bytes: change.before.map { Array($0) } ?? [])
            let names = ListedHomes(in: change.file, before, settings: settings).names
            for name in names where !listed.contains(name) {
                guard try homes.directory.status(of: try FileName(name))?.type != .directory else {
                    throw SyncError(
                        .changedUnderneath,
                        "\(change.path) would lose the line of \(settings.homes.root)/\(name), which is there; nothing "
                            + "is done: plan again"
                    )
                }
            }
        }
    }

    private mutating func makeHomes() async throws {
        let (settings, root) = (settings.homes, root)
        try await blocking { _ = try HomeBuilder.sweep(in: try HomesRoot(settings, in: root)) }
        guard !plan.homes.isEmpty else { return }
        let skeleton = try await blocking { try Skeleton(at: FilePath(settings.skeleton), in: root) }
        var start = 0
        while start < plan.homes.count {
            let batch = Array(plan.homes[start..<min(start + Self.batchSize, plan.homes.count)])
            let (made, failures) = try await blocking {
                try Self.make(batch, settings: settings, root: root, skeleton: skeleton)
            }
            outcome.made += made
            outcome.failures += failures
            start += batch.count
        }
    }

    private static func make(
        _ homes: [HomeCreation],
        settings: HomesSettings,
        root: RootDirectory,
        skeleton: Skeleton
    ) throws(FileError) -> (made: [String], failures: [SyncOutcome.Failure]) {
        var builder = try HomeBuilder(in: try HomesRoot(settings, in: root), skeleton: skeleton)
        var staged: [StagedHome] = []
        var failures: [SyncOutcome.Failure] = []
        for home in homes {
            let specification = try HomeSpecification(
                name: try FileName(home.name),
                uid: home.uidNumber,
                gid: home.gidNumber,
                permissions: FilePermissions(rawValue: CInterop.Mode(settings.mode))
            )
            do {
                staged.append(try builder.build(specification))
            } catch {
                // One user's quota is that user's matter; whatever else the disk says concerns everybody.
                guard error.errno == .diskQuotaExceeded else { throw error }
                failures.append(.init(path: "\(settings.root)/\(home.name)", message: error.message))
            }
        }
        let publication = try builder.publish(staged)
        let directory = try HomesRoot(settings, in: root)
        for (home, error) in publication.refused {
            // Another sync may have made the same home for the same user meanwhile: that is all that was wanted.
            let name = home.specification.name
            let status = try directory.directory.status(of: name)
            let wanted = homes.first { $0.name == name.description }
            if let wanted, let status, wanted.isSatisfied(by: status) { continue }
            failures.append(.init(path: "\(settings.root)/\(name)", message: error.message))
        }
        return (publication.published.map(\.specification.name.description), failures)
    }

    private mutating func write(_ change: FileChange) async throws {
        let root = root
        let (path, after) = (FilePath(change.path), Array(change.after))
        let isWritten = try await blocking {
            // Another sync may have written the same text meanwhile.
            if try root.status(of: path) != nil,
                try root.read(path, limit: FileContents.tableLimit).bytes == after
            {
                return false
            }
            try root.replace(path, with: after, expecting: change.before.map { .bytes(Array($0)) } ?? .absent)
            return true
        }
        if isWritten { outcome.written.append(change.path) }
    }

    private mutating func reloadExports() async {
        do throws(SyncError) {
            try await server.reload()
            outcome.reloaded = true
        } catch {
            // A fault in a line of somebody else must not hide whether our export is served.
            outcome.reloadComplaint = error.message
        }
    }

    /// Asks the server whether the homes are really there, whoever told it of its table last.
    private mutating func verifyExports() async {
        let root = settings.homes.root
        let paths =
            switch settings.exports.layout {
            case .root: [root]
            case .each: plan.listedHomes.map { "\(root)/\($0)" }
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

extension HomeCreation {
    /// Whether what bears the home's name is what was to be made.
    fileprivate func isSatisfied(by status: FileStatus) -> Bool {
        status.type == .directory && status.uid == uidNumber
    }
}
