public import Accounts
import Homes
public import MountMaps
internal import SourceText
public import SystemFiles
internal import SystemPackage

/// Looks at this server without changing anything.
public struct ServerObserver: Sendable {
    private let root: RootDirectory
    private let settings: SiteSettings
    private let server: any ExportServer

    // exportfs writes what the server serves here; nothing else knows when it last read the table.
    private static let exportTable = FilePath("/var/lib/nfs/etab")

    /// Looks below a root.
    public init(root: RootDirectory, settings: SiteSettings, server: any ExportServer) {
        self.root = root
        self.settings = settings
        self.server = server
    }

    /// Sees what a plan for these accounts needs to know.
    ///
    /// - Throws: `FileError` where the homes' root, its sentinel, the skeleton or a managed file cannot be used.
    public func observe(for accounts: [Account]) async throws -> Observation {
        try await blocking { try look(for: accounts) }
    }

    private func look(for accounts: [Account]) throws(FileError) -> Observation {
        _ = try Skeleton(at: FilePath(settings.homes.skeleton), in: root)
        let isLive = try root.isMachine() && settings.exports.reload && server.isRunning()
        let files = try files()
        let others = OtherTables(root: root, settings: settings)
        let masters = try others.masters(files[.autoMaster])
        return Observation(
            root: root.path.string,
            occupants: try occupants(for: accounts),
            files: files.mapValues(\.bytes),
            executables: Set(files.filter { $0.value.status.permissions.contains(.ownerExecute) }.keys),
            listedHomes: try listedHomes(in: files),
            exportDropIns: try others.exports(),
            masterDropIns: masters.before,
            masterIsRead: masters.isRead,
            exportsAreStale: isLive ? try exportsAreStale() : false,
            serverIsRunning: isLive
        )
    }

    private func occupants(for accounts: [Account]) throws(FileError) -> [String: Observation.Occupant] {
        let homes = try HomesRoot(settings.homes, in: root)
        var occupants: [String: Observation.Occupant] = [:]
        for account in accounts {
            guard let status = try homes.directory.status(of: try FileName(account.homeName)) else {
                continue
            }
            occupants[account.homeName] = Observation.Occupant(
                isDirectory: status.type == .directory,
                uidNumber: status.uid
            )
        }
        return occupants
    }

    /// The homes that are listed, as far as they are there: whoever left the directory keeps the line with the home.
    private func listedHomes(in files: [ManagedFile: FileContents]) throws(FileError) -> Set<String> {
        guard settings.listsHomes else { return [] }
        let homes = try HomesRoot(settings.homes, in: root)
        var listed: Set<String> = []
        for (file, contents) in files {
            let text = SourceFile(name: file.path(in: settings), bytes: contents.bytes)
            for name in ListedHomes(in: file, text, settings: settings).names {
                let status = try homes.directory.status(of: try FileName(name))
                if status?.type == .directory { listed.insert(name) }
            }
        }
        return listed
    }

    private func files() throws(FileError) -> [ManagedFile: FileContents] {
        var files: [ManagedFile: FileContents] = [:]
        for file in ManagedFile.allCases {
            do {
                files[file] = try root.read(FilePath(file.path(in: settings)), limit: FileContents.tableLimit)
            } catch {
                guard error.code == .notFound else { throw error }
            }
        }
        return files
    }

    private func exportsAreStale() throws(FileError) -> Bool {
        guard let table = try root.status(of: FilePath(settings.exports.file)) else { return false }
        guard let served = try root.status(of: Self.exportTable) else { return true }
        return served.modified <= table.modified
    }
}

extension HomesRoot {
    /// Opens the root that the settings name.
    convenience init(_ settings: HomesSettings, in root: RootDirectory) throws(FileError) {
        let sentinel = try settings.sentinel.map { (name) throws(FileError) in try FileName(name) }
        try self.init(at: FilePath(settings.root), in: root, sentinel: sentinel)
    }
}
