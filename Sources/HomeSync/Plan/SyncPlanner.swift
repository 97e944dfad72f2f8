public import Accounts
public import MountMaps
import SourceText

/// Makes plans: a pure function of the settings, the accounts in LDAP and the observed state of the server.
public struct SyncPlanner: Sendable {
    /// The master map that automount reads first.
    private static let masterMap = "/etc/auto.master"

    private let settings: SiteSettings

    /// Makes a planner for these settings.
    public init(settings: SiteSettings) {
        self.settings = settings
    }

    /// Makes the plan after which this server serves these accounts.
    ///
    /// - Throws: ``SyncError`` if the settings cannot be written as exports or maps.
    public func plan(for snapshot: AccountSnapshot, seeing observation: Observation) throws(SyncError)
        -> SyncPlan
    {
        if let flaw = observation.homes.flaw { return held(because: flaw, snapshot, root: observation.root) }
        let homes = HomePlanner(settings: settings.homes, snapshot: snapshot, seen: observation.homes)
            .result()
        var steps: [SyncStep] = homes.steps.map { .makeHome($0) }
        let listedHomes = settings.listsHomes ? homes.listed.sorted() : []
        let (files, conflicts) = try changes(listing: listedHomes, seeing: observation)
        steps += files.map { .writeFile($0) }
        if let reload = reload(after: files, seeing: observation.exports) {
            steps.append(.reloadExports(reload))
        }
        return SyncPlan(
            root: observation.root,
            homesRoot: settings.homes.root,
            steps: steps,
            listedHomes: listedHomes,
            verifiesExports: observation.exports.serverIsRunning,
            present: homes.present,
            refused: snapshot.refused,
            conflicts: snapshot.conflicts,
            obstacles: homes.obstacles + conflicts,
            unclaimedHomes: homes.unclaimed,
            notices: homes.notices
        )
    }

    /// Makes the plan that does nothing, because nothing may be made in the homes root.
    ///
    /// - Parameters:
    ///   - flaw: Why nothing may be made.
    ///   - snapshot: The accounts in LDAP.
    ///   - root: The directory used as `/`.
    /// - Returns: A plan without steps, whose obstacle is the flaw.
    public func held(because flaw: String, _ snapshot: AccountSnapshot, root: String) -> SyncPlan {
        SyncPlan(
            root: root,
            homesRoot: settings.homes.root,
            steps: [],
            listedHomes: [],
            verifiesExports: false,
            present: 0,
            refused: snapshot.refused,
            conflicts: snapshot.conflicts,
            obstacles: [Obstacle(kind: .homesRoot, path: settings.homes.root, dn: nil, message: flaw)]
        )
    }

    /// The files to write: maps before the master map that names them, and the exports last, so that clients get access
    /// only when everything else is in place.
    private func changes(
        listing homes: [String],
        seeing observation: Observation
    ) throws(SyncError) -> (changes: [FileChange], conflicts: [Obstacle]) {
        var changes: [FileChange] = []
        var conflicts: [Obstacle] = unreadMaster(seeing: observation)
        let generator = FileGenerator(settings: settings, homes: homes)
        for file in [ManagedFile.autoHome, .autoMaster, .exports] {
            let path = file.path(in: settings)
            let before = observation.files.texts[file]
            do {
                try checkSurroundings(of: file, at: path, seeing: observation, generator)
                let after = try generator.plannedText(
                    of: file,
                    over: SourceFile(name: path, bytes: before ?? [])
                )
                if before != after {
                    try checkReplacing(file, at: path, seeing: observation)
                    changes.append(FileChange(file: file, path: path, before: before, after: after))
                }
            } catch {
                guard error.code == .fileConflict else { throw error }
                conflicts.append(Obstacle(kind: .fileConflict, path: path, dn: nil, message: error.message))
            }
        }
        return (changes, conflicts)
    }

    /// Checks that a file that must change can be replaced.
    private func checkReplacing(
        _ file: ManagedFile,
        at path: String,
        seeing observation: Observation
    ) throws(SyncError) {
        guard let objection = observation.files.objections[file] else { return }
        let other: String? =
            switch file {
            case .exports:
                path == "/etc/exports" ? "file = \"/etc/exports.d/autohome.exports\" in [exports]" : nil
            case .autoMaster:
                path == Self.masterMap
                    ? "master = \"/etc/auto.master.d/autohome.autofs\" in [automount]" : nil
            case .autoHome: "map in [automount] to another file"
            }
        throw SyncError(.fileConflict, objection + (other.map { ", or set \($0)" } ?? ""))
    }

    private func reload(after changes: [FileChange], seeing exports: Observation.Exports) -> ExportsReload? {
        guard exports.serverIsRunning else { return nil }
        if changes.contains(where: { $0.file == .exports }) { return ExportsReload(reason: .tableChanges) }
        return exports.areStale ? ExportsReload(reason: .serverIsBehind) : nil
    }

    /// Reports a drop-in that the master map does not include, so that automount does not read it.
    private func unreadMaster(seeing observation: Observation) -> [Obstacle] {
        guard !observation.master.isRead else { return [] }
        let path = settings.automount.master
        let directory = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        return [
            Obstacle(
                kind: .fileConflict,
                path: Self.masterMap,
                dn: nil,
                message:
                    "\(Self.masterMap) has no line +dir:\(directory), so automount does not read \(path); add "
                    + "that line"
            )
        ]
    }

    /// Checks what the text of the file alone does not show: its permissions and the files that are read with it.
    private func checkSurroundings(
        of file: ManagedFile,
        at path: String,
        seeing observation: Observation,
        _ generator: FileGenerator
    ) throws(SyncError) {
        switch file {
        case .exports: try generator.checkExports(besides: observation.exports.otherTables)
        case .autoHome where observation.files.executables.contains(file):
            throw SyncError(
                .fileConflict,
                "\(path) is executable, so automount would run it as a program; chmod it to 0644, or configure "
                    + "another map"
            )
        case .autoMaster: try generator.checkMaster(after: observation.master.mapsBefore)
        case .autoHome: break
        }
    }
}
