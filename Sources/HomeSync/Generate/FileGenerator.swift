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
        do {
            return try edited(file, current).bytes
        } catch {
            throw SyncError(error)
        }
    }

    private func edited(_ file: ManagedFile, _ current: SourceFile) throws(FileEditError) -> SourceFile {
        switch file {
        case .exports: try ExportsDocument(current).settingOwned([try exportLine()])
        case .autoMaster: try MasterMapDocument(current).settingOwned([masterLine])
        case .autoHome: try AutomountMapDocument(current).settingOwned([homeLine])
        }
    }

    private func exportLine() throws(FileEditError) -> ExportLine {
        let grants = settings.exports.clients.map { client in
            ExportLine.Grant(client: client, options: settings.exports.options)
        }
        return try ExportLine(path: settings.homes.root, grants: grants)
    }

    private var masterLine: MasterMapLine {
        MasterMapLine(mountPoint: settings.homes.prefix, map: settings.automount.map)
    }

    private var homeLine: AutomountMapLine {
        AutomountMapLine(
            key: .wildcard,
            options: settings.automount.options,
            location: .server(settings.automount.server, .each(below: settings.homes.root))
        )
    }
}

extension FileGenerator {
    /// Checks that no other table exports the homes to the same clients: exportfs would ignore the later entry and
    /// end with 1, so that the server may not start.
    ///
    /// - Parameter tables: the drop-ins, which are read after the table of homes.
    /// - Throws: ``SyncError``: `fileConflict` with the file and line that stands in the way.
    func checkExports(besides tables: [SourceFile]) throws(SyncError) {
        let line: ExportLine
        do {
            line = try exportLine()
        } catch {
            throw SyncError(error)
        }
        for table in tables {
            guard let client = ExportsDocument(table).firstClient(sharedWith: line) else { continue }
            let number = LineTable(table.bytes).position(of: client.word.range.lowerBound).line
            throw SyncError(
                .fileConflict,
                "\(printable(table.name)):\(number): exports \(settings.homes.root) to a client of the configuration "
                    + "too, which exportfs refuses; remove that client here"
            )
        }
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
                // Only what it says already matters here; nothing is to be added to it.
                if error.code == .conflict { throw SyncError(error) }
            }
        }
    }
}

extension SyncError {
    fileprivate init(_ error: FileEditError) {
        self.init(error.code == .inexpressible ? .badSettings : .fileConflict, error.message)
    }
}
