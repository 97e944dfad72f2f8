public import Accounts
internal import MountMaps
internal import SourceText
public import SystemFiles
internal import SystemPackage

/// Looks at this server without changing anything.
public struct ServerObserver: Sendable {
    private let root: RootDirectory
    private let settings: SyncSettings
    private let server: any ExportServer

    // exportfs reads its drop-ins only beside its own table.
    private static let readTable = FilePath("/etc/exports")
    private static let dropIns = FilePath("/etc/exports.d")
    // exportfs writes what the server serves here; nothing else knows when it last read the table.
    private static let exportTable = FilePath("/var/lib/nfs/etab")

    /// Looks below a root.
    public init(root: RootDirectory, settings: SyncSettings, server: any ExportServer) {
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
        return Observation(
            root: root.path.string,
            occupants: try occupants(for: accounts),
            files: files.mapValues(\.bytes),
            executables: Set(files.filter { $0.value.status.permissions.contains(.ownerExecute) }.keys),
            exportDropIns: try exportDropIns(),
            masterDropIns: try masterDropIns(files[.autoMaster]),
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

    private func files() throws(FileError) -> [ManagedFile: FileContents] {
        var files: [ManagedFile: FileContents] = [:]
        for file in ManagedFile.allCases {
            do {
                files[file] = try root.read(FilePath(file.path(in: settings)), limit: ManagedFile.largest)
            } catch {
                guard error.code == .notFound else { throw error }
            }
        }
        return files
    }

    private func exportDropIns() throws(FileError) -> [SourceFile] {
        guard settings.exports.file == Self.readTable.string else { return [] }
        return try plainFiles(in: Self.dropIns) { ExportsDirectory.reads($0.bytes) }
    }

    /// What lines such as `+dir:/etc/auto.master.d` above the lines of autohome bring in: automount takes the first
    /// line for a mount point.
    private func masterDropIns(_ master: FileContents?) throws(FileError) -> [SourceFile] {
        guard let master else { return [] }
        let file = SourceFile(name: settings.automount.master, bytes: master.bytes)
        let start = (try? OwnedBlock(in: file))?.range.lowerBound ?? .max
        var files: [SourceFile] = []
        for case .include(let include) in MasterMapDocument(file).lines where include.range.lowerBound < start
        {
            let name = String(decoding: include.name, as: UTF8.self)
            guard name.hasPrefix("dir:/") else { continue }
            files += try plainFiles(in: FilePath(String(name.dropFirst(4)))) { name in
                name.bytes.first != UInt8(ascii: ".") && name.bytes.suffix(7).elementsEqual(".autofs".utf8)
            }
        }
        return files
    }

    private func plainFiles(
        in directory: FilePath,
        where isRead: (FileName) -> Bool
    ) throws(FileError) -> [SourceFile] {
        guard try root.status(of: directory)?.type == .directory else { return [] }
        var files: [SourceFile] = []
        for name in try root.names(in: directory).filter(isRead) {
            let path = directory.appending(String(decoding: name.bytes, as: UTF8.self))
            guard try root.status(of: path)?.type == .regular else { continue }
            files.append(
                SourceFile(name: path.string, bytes: try root.read(path, limit: ManagedFile.largest).bytes)
            )
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

extension RootDirectory {
    /// Whether this is the root of the running machine, and not of an image, however its path is written.
    func isMachine() throws(FileError) -> Bool {
        try status(of: "/")?.identity == RootDirectory().status(of: "/")?.identity
    }
}
