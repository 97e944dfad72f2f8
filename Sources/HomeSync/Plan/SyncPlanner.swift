public import Accounts
public import MountMaps
import SourceText

/// Makes plans: a pure function of the settings, the directory's accounts and what was seen on the disk.
public struct SyncPlanner: Sendable {
    /// The master map that automount begins with.
    private static let masterMap = "/etc/auto.master"

    private let settings: SiteSettings

    /// Plans by these settings.
    public init(settings: SiteSettings) {
        self.settings = settings
    }

    /// What would make this server serve these accounts.
    ///
    /// - Throws: ``SyncError`` where the settings cannot be written as exports or maps.
    public func plan(for reading: AccountReading, seeing observation: Observation) throws(SyncError)
        -> SyncPlan
    {
        var steps: [SyncStep] = []
        var present = 0
        var obstacles: [Obstacle] = []
        var listed = observation.homes.listed
        for account in reading.accounts {
            if let occupant = observation.homes.occupants[account.homeName] {
                if let obstacle = obstacle(of: occupant, to: account) {
                    obstacles.append(obstacle)
                    continue
                }
                present += 1
            } else {
                steps.append(.makeHome(NewHome(account)))
            }
            listed.insert(account.homeName)
        }
        let listedHomes = settings.listsHomes ? listed.sorted() : []
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
            present: present,
            refused: reading.refused,
            conflicts: reading.conflicts,
            obstacles: obstacles + conflicts
        )
    }

    private func obstacle(of occupant: Observation.Homes.Occupant, to account: Account) -> Obstacle? {
        let path = "\(settings.homes.root)/\(account.homeName)"
        guard occupant.isDirectory else {
            return Obstacle(
                kind: .notDirectory,
                path: path,
                dn: account.dn,
                message: "\(path) is no directory; move it away, and the home is made"
            )
        }
        guard occupant.uidNumber == account.uidNumber else {
            return Obstacle(
                kind: .foreignOwner,
                path: path,
                dn: account.dn,
                message: "\(path) belongs to uid \(occupant.uidNumber), not to \(account.name)'s "
                    + "\(account.uidNumber): perhaps it is somebody's old home; move it away, or give it to "
                    + "\(account.uidNumber) if it is the same person's"
            )
        }
        return nil
    }

    /// The files to write, maps before the master map that names them, and the export last: what is granted
    /// comes when everything behind it is in place.
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
                    changes.append(FileChange(file: file, path: path, before: before, after: after))
                }
            } catch {
                guard error.code == .fileConflict else { throw error }
                conflicts.append(Obstacle(kind: .fileConflict, path: path, dn: nil, message: error.message))
            }
        }
        return (changes, conflicts)
    }

    private func reload(after changes: [FileChange], seeing exports: Observation.Exports) -> ExportsReload? {
        guard exports.serverIsRunning else { return nil }
        if changes.contains(where: { $0.file == .exports }) { return ExportsReload(reason: .tableChanges) }
        return exports.areStale ? ExportsReload(reason: .serverIsBehind) : nil
    }

    /// A drop-in of the master map that the master map does not include serves nobody.
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
                    "\(Self.masterMap) has no line +dir:\(directory), so automount never reads \(path); add "
                    + "that line"
            )
        ]
    }

    /// Checks what the text of the file alone does not show.
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
                "\(path) is executable: automount would run it as a program; chmod 0644, or name another map"
            )
        case .autoMaster: try generator.checkMaster(after: observation.master.mapsBefore)
        case .autoHome: break
        }
    }
}

extension NewHome {
    fileprivate init(_ account: Account) {
        self.init(
            name: account.homeName,
            uidNumber: account.uidNumber,
            gidNumber: account.gidNumber,
            dn: account.dn,
            entryUUID: account.entryUUID
        )
    }
}
