public import SourceText

/// Writes exports and maps as the settings ask, over what people wrote in the same files.
public struct FileGenerator: Sendable {
    /// What is generated.
    public let settings: SiteSettings
    private let homes: [String]

    /// Generates by these settings.
    ///
    /// - Parameters:
    ///   - settings: the settings.
    ///   - homes: the names of the homes, for layouts that list each of them; lines come in this order.
    public init(settings: SiteSettings, homes: [String] = []) {
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
    /// - Throws: ``FileEditError``: `inexpressible` where the settings cannot be written; any other code where what
    ///   somebody wrote is in the way.
    public func text(of file: ManagedFile, over current: SourceFile) throws(FileEditError) -> [UInt8] {
        switch file {
        case .exports: try ExportsDocument(current).settingOwned(try exportLines()).bytes
        case .autoMaster: try MasterMapDocument(current).settingOwned([masterLine]).bytes
        case .autoHome: try AutomountMapDocument(current).settingOwned(homeLines).bytes
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
