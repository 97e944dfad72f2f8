public import Accounts
public import Homes
public import MountMaps
import SourceText
public import SystemFiles
import SystemPackage

/// Looks at this server without changing anything.
public struct ServerObserver: Sendable {
    private let root: RootDirectory
    private let homes: HomesRoot
    private let settings: SiteSettings
    private let server: any ExportServer

    // exportfs writes the effective exports to this file, so its time shows when the exports were last read.
    private static let exportTable = FilePath("/var/lib/nfs/etab")

    /// Makes an observer of the files below a root and of the open homes root.
    public init(root: RootDirectory, homes: HomesRoot, settings: SiteSettings, server: any ExportServer) {
        self.root = root
        self.homes = homes
        self.settings = settings
        self.server = server
    }

    /// Collects what a plan for these accounts needs.
    ///
    /// - Throws: `FileError` if the homes root, a managed file or a neighbouring file cannot be used; also if the skeleton
    ///   cannot, where a home is to be made.
    public func observe(for accounts: AccountList) async throws -> Observation {
        try await blocking { try look(for: accounts) }
    }

    private func look(for accounts: AccountList) throws(FileError) -> Observation {
        let serverIsRunning = try root.isMachine() && settings.exports.reload && server.isRunning()
        let contents = try managedFiles()
        let files = Observation.Files(
            texts: contents.mapValues(\.bytes),
            executables: Set(contents.filter { $0.value.status.permissions.contains(.ownerExecute) }.keys),
            objections: try objections()
        )
        let neighbours = NeighbouringFiles(root: root, settings: settings)
        return Observation(
            root: root.path.string,
            homes: try HomesObserver(root: root, homes: homes, settings: settings)
                .look(
                    for: accounts,
                    texts: files.texts,
                    objection: OwnAutomounter(root: root, settings: settings)
                        .objection(managed: files.texts[.autoMaster])
                ),
            files: files,
            exports: Observation.Exports(
                otherTables: try neighbours.exportTables(),
                serverIsRunning: serverIsRunning,
                areStale: serverIsRunning ? try exportsAreStale() : false
            ),
            master: try neighbours.masterMaps(around: files.texts[.autoMaster])
        )
    }

    private func managedFiles() throws(FileError) -> [ManagedFile: FileContents] {
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

    /// Why managed files cannot be replaced, for those that cannot.
    private func objections() throws(FileError) -> [ManagedFile: String] {
        var objections: [ManagedFile: String] = [:]
        for file in ManagedFile.allCases {
            objections[file] = try root.objectionToReplacing(FilePath(file.path(in: settings)))?.message
        }
        return objections
    }

    private func exportsAreStale() throws(FileError) -> Bool {
        guard let table = try root.status(of: FilePath(settings.exports.file)) else { return false }
        guard let served = try root.status(of: Self.exportTable) else { return true }
        return served.modified <= table.modified
    }
}
