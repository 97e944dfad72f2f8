internal import MountMaps
public import SourceText

/// Writes exports and maps as the settings ask, over what people wrote in the same files.
public struct FileGenerator: Sendable {
    private let settings: SyncSettings

    /// Generates by these settings.
    public init(settings: SyncSettings) {
        self.settings = settings
    }

    /// The text that a file will have.
    ///
    /// Only the lines between autohome's markers change; every other byte stays.
    ///
    /// - Parameters:
    ///   - file: which file.
    ///   - current: its text now; empty for a file that is not there.
    /// - Returns: the whole text.
    /// - Throws: ``SyncError``: `badSettings` where the settings cannot be written, `fileConflict` where what
    ///   somebody wrote stands in the way.
    public func text(of file: ManagedFile, over current: SourceFile) throws(SyncError) -> [UInt8] {
        switch file {
        case .exports: try exports(over: current)
        case .autoMaster: try autoMaster(over: current)
        case .autoHome: try autoHome(over: current)
        }
    }

    private func exports(over current: SourceFile) throws(SyncError) -> [UInt8] {
        do {
            return try ExportsDocument(current).settingOwned([try exportLine()]).bytes
        } catch {
            throw SyncError(error.code == .inexpressible ? .badSettings : .fileConflict, error.message)
        }
    }

    /// Checks that no other table exports the homes to the same clients: exportfs would ignore the later entry and
    /// end with 1, so that the server may not start.
    ///
    /// - Parameter tables: the drop-ins, which are read after the table of homes.
    /// - Throws: ``SyncError``: `fileConflict` with the file and line that stands in the way.
    func checkExports(besides tables: [SourceFile]) throws(SyncError) {
        do {
            let line = try exportLine()
            for table in tables {
                let together = try ExportsDocument(table).settingOwned([line])
                guard
                    try ExportsDocument(together).ownedEntries().flatMap(\.clients).count == line.grants.count
                else {
                    throw SyncError(
                        .fileConflict,
                        "\(table.name) exports \(settings.homes.root) to a client of the configuration already; "
                            + "remove that entry"
                    )
                }
            }
        } catch let error as SyncError {
            throw error
        } catch {
            guard let error = error as? ExportsError, error.code == .conflict else { return }
            throw SyncError(.fileConflict, error.message)
        }
    }

    private func exportLine() throws(ExportsError) -> ExportLine {
        let grants = settings.exports.clients.map { client in
            ExportLine.Grant(client: client, options: settings.exports.options)
        }
        return try ExportLine(path: settings.homes.root, grants: grants)
    }

    /// Checks that no included master map gives the mount point to another map before ours is read.
    ///
    /// - Parameter tables: the master maps that are read before the lines of autohome.
    /// - Throws: ``SyncError``: `fileConflict` with the file and line that stands in the way.
    func checkMaster(after tables: [SourceFile]) throws(SyncError) {
        for table in tables {
            do {
                _ = try MasterMapDocument(table).settingOwned([masterLine])
            } catch {
                guard error.code == .conflict else { continue }
                throw SyncError(.fileConflict, error.message)
            }
        }
    }

    private var masterLine: MasterMapLine {
        MasterMapLine(mountPoint: settings.homes.prefix, map: settings.automount.map)
    }

    private func autoMaster(over current: SourceFile) throws(SyncError) -> [UInt8] {
        do {
            return try MasterMapDocument(current).settingOwned([masterLine]).bytes
        } catch {
            throw SyncError(error.code == .inexpressible ? .badSettings : .fileConflict, error.message)
        }
    }

    private func autoHome(over current: SourceFile) throws(SyncError) -> [UInt8] {
        let line = AutomountMapLine(
            key: .wildcard,
            options: settings.automount.options,
            location: .server(settings.automount.server, .each(below: settings.homes.root))
        )
        do {
            return try AutomountMapDocument(current).settingOwned([line]).bytes
        } catch {
            throw SyncError(error.code == .inexpressible ? .badSettings : .fileConflict, error.message)
        }
    }
}
