import Homes
import MountMaps
import SourceText
import SystemFiles
import SystemPackage

/// Checks the steps of a plan against the world as it is now.
struct WorldCheck: Sendable {
    /// Whether a step can begin.
    enum State: Hashable {
        /// Its precondition holds.
        case ready
        /// The world is already as the step would leave it.
        case unneeded
        /// Somebody changed what the step is about, with what was found.
        case overtaken(String)
    }

    let settings: SiteSettings
    let root: RootDirectory
    let homes: HomesRoot
    let server: any ExportServer

    /// Checks everything before the first step, so that a plan that was overtaken does nothing at all.
    ///
    /// - Throws: ``SyncError``: `changedUnderneath`.
    func check(_ plan: SyncPlan) throws {
        try homes.verify()
        for step in plan.steps {
            if case .overtaken(let reason) = try state(of: step) { throw overtaken(reason) }
        }
        let listed = Set(plan.listedHomes)
        for change in plan.files { try checkLines(lostBy: change, keeping: listed) }
    }

    /// Whether a step can begin now.
    func state(of step: SyncStep) throws(FileError) -> State {
        if try holds(step.precondition) { return .ready }
        switch step {
        case .makeHome(let home):
            // Another sync may have made the same home for the same user.
            let status = try homes.status(of: try FileName(home.name))
            if let status, status.type == .directory, status.uid == home.uidNumber { return .unneeded }
            return .overtaken(
                "\(settings.homes.root)/\(home.name) appeared after the plan was made, and is not "
                    + "\(home.uidNumber)'s home"
            )
        case .writeFile(let change):
            // Another sync may have written the same text.
            if try text(at: change.path) == change.after { return .unneeded }
            return .overtaken("\(change.path) was changed after the plan was made")
        case .reloadExports:
            return .unneeded
        }
    }

    private func holds(_ precondition: Precondition) throws(FileError) -> Bool {
        switch precondition {
        case .homeIsAbsent(let name): try homes.status(of: try FileName(name)) == nil
        case .fileHolds(let bytes, let path): try text(at: path) == bytes
        case .serverIsRunning: server.isRunning()
        }
    }

    private func text(at path: String) throws(FileError) -> [UInt8]? {
        let path = FilePath(path)
        guard try root.status(of: path) != nil else { return nil }
        return try root.read(path, limit: FileContents.tableLimit).bytes
    }

    /// Checks that no home that is there loses its line: a plan may have come from a file.
    private func checkLines(lostBy change: FileChange, keeping listed: Set<String>) throws {
        let before = SourceFile(name: change.path, bytes: change.before ?? [])
        let names = ListedHomes(in: change.file, before, settings: settings).names
        for name in names where !listed.contains(name) {
            guard try homes.status(of: try FileName(name))?.type != .directory else {
                throw overtaken(
                    "\(change.path) would lose the line of \(settings.homes.root)/\(name), which is there"
                )
            }
        }
    }

    private func overtaken(_ reason: String) -> SyncError {
        SyncError(.changedUnderneath, "\(reason); nothing is done: plan again")
    }
}
