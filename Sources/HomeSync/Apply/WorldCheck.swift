import Homes
import MountMaps
import SourceText
import SystemFiles
import SystemPackage

/// Checks the steps of a plan against the current state of the server.
struct WorldCheck: Sendable {
    /// Whether a step can begin.
    enum State: Hashable {
        /// Its precondition holds.
        case ready
        /// What the step would do is already done.
        case unneeded
        /// Somebody changed what the step works on; the text says how.
        case overtaken(String)
    }

    let settings: SiteSettings
    let root: RootDirectory
    let homes: HomesRoot
    let server: any ExportServer

    /// Checks all steps before the first one is carried out, so that an outdated plan changes nothing.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - isSaved: Whether it comes from a file, so that it could have been applied before.
    /// - Throws: ``SyncError``: `changedUnderneath`; `badPlan` if everything in a saved plan is done already.
    func check(_ plan: SyncPlan, isSaved: Bool) throws {
        try homes.verify()
        var isDone = !plan.steps.isEmpty
        for step in plan.steps {
            switch try state(of: step) {
            case .overtaken(let reason): throw overtaken(reason)
            case .ready: isDone = false
            case .unneeded: break
            }
        }
        if isSaved, isDone {
            throw SyncError(.badPlan, "everything in this plan is done already; make a new plan")
        }
        let listed = Set(plan.listedHomes)
        for change in plan.files { try checkLines(lostBy: change, keeping: listed) }
    }

    /// Checks whether a step can begin now.
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

    /// Checks that the change does not remove the line of a home that exists: a plan from a file could be too old.
    private func checkLines(lostBy change: FileChange, keeping listed: Set<String>) throws {
        let before = SourceFile(name: change.path, bytes: change.before ?? [])
        let names = ListedHomes(in: change.file, before, settings: settings).names
        for name in names where !listed.contains(name) {
            guard try homes.status(of: try FileName(name))?.type != .directory else {
                throw overtaken(
                    "\(change.path) would lose the line of \(settings.homes.root)/\(name), which still exists"
                )
            }
        }
    }

    private func overtaken(_ reason: String) -> SyncError {
        SyncError(.changedUnderneath, "\(reason); nothing was done; make a new plan")
    }
}
