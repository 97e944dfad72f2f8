public import MountMaps
public import SourceText

/// Writes exports and maps as the settings ask, over what people wrote in the same files.
public struct FileGenerator: Sendable {
    let settings: SyncSettings
    private let homes: [String]

    /// Generates by these settings.
    ///
    /// - Parameters:
    ///   - settings: the settings.
    ///   - homes: the names of the homes, for layouts that list each of them; lines come in this order.
    public init(settings: SyncSettings, homes: [String] = []) {
        self.settings = settings
        self.homes = homes
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
        case .exports: try ExportsDocument(current).settingOwned(try exportLines())
        case .autoMaster: try MasterMapDocument(current).settingOwned([masterLine])
        case .autoHome: try AutomountMapDocument(current).settingOwned(homeLines)
        }
    }

    /// The entries of the table of exports.
    ///
    /// - Throws: `FileEditError` where the settings cannot be written.
    public func exportLines() throws(FileEditError) -> [ExportLine] {
        switch settings.exports.layout {
        case .root: return [try exportLine(of: settings.homes.root)]
        case .each:
            var lines: [ExportLine] = []
            lines.reserveCapacity(homes.count)
            for home in homes { lines.append(try exportLine(of: "\(settings.homes.root)/\(home)")) }
            return lines
        }
    }

    private func exportLine(of path: String) throws(FileEditError) -> ExportLine {
        let fsid =
            switch settings.exports.fsid {
            case .none: [String]()
            // In front: a `sec=` among the options begins a group to which it would seem to belong.
            case .stable: ["fsid=\(PathUUID.text(of: path))"]
            }
        let grants = settings.exports.grants.flatMap { grant in
            grant.clients.map { ExportLine.Grant(client: $0, options: fsid + grant.options) }
        }
        return try ExportLine(path: path, grants: grants)
    }

    /// The line of the master map.
    public var masterLine: MasterMapLine {
        MasterMapLine(mountPoint: settings.homes.prefix, map: settings.automount.map)
    }

    /// The lines of the map of homes.
    public var homeLines: [AutomountMapLine] {
        switch settings.automount.layout {
        case .wildcard: [homeLine(.wildcard, .each(below: settings.homes.root))]
        case .explicit:
            homes.map { homeLine(.name($0), AutomountPath("\(settings.homes.root)/\($0)")) }
        }
    }

    private func homeLine(_ key: AutomountMapLine.Key, _ path: AutomountPath) -> AutomountMapLine {
        AutomountMapLine(
            key: key,
            options: settings.automount.options,
            location: .server(settings.automount.server, path)
        )
    }
}

extension FileGenerator {
    /// Checks that no other table exports the homes to the same clients: exportfs would ignore the later entry and
    /// end with 1, so that the server may not start.
    ///
    /// - Parameter tables: the tables that exportfs reads beside that of the homes.
    /// - Throws: ``SyncError``: `fileConflict` with the file and line that stands in the way.
    func checkExports(besides tables: [SourceFile]) throws(SyncError) {
        let lines: [ExportLine]
        do {
            lines = try exportLines()
        } catch {
            throw SyncError(error)
        }
        for table in tables {
            guard let client = ExportsDocument(table).firstClient(sharedWith: lines) else { continue }
            let number = LineTable(table.bytes).position(of: client.word.range.lowerBound).line
            throw SyncError(
                .fileConflict,
                "\(printable(table.name)):\(number): exports homes of \(settings.homes.root) to a client of the "
                    + "configuration too, which exportfs refuses; remove that client here"
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
