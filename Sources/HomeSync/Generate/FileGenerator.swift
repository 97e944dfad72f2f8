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
            let grants = settings.exports.clients.map { client in
                ExportLine.Grant(client: client, options: settings.exports.options)
            }
            let line = try ExportLine(path: settings.homes.root, grants: grants)
            return try ExportsDocument(current).settingOwned([line]).bytes
        } catch {
            throw SyncError(error.code == .inexpressible ? .badSettings : .fileConflict, error.message)
        }
    }

    private func autoMaster(over current: SourceFile) throws(SyncError) -> [UInt8] {
        let line = MasterMapLine(mountPoint: settings.homes.prefix, map: settings.automount.map)
        do {
            return try MasterMapDocument(current).settingOwned([line]).bytes
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
