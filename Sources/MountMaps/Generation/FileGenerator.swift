public import SourceText

/// Generates exports and maps from the settings, and keeps hand-written lines in the same files.
public struct FileGenerator: Sendable {
    /// The settings.
    public let settings: SiteSettings
    private let homes: [String]

    /// Makes a generator.
    ///
    /// - Parameters:
    ///   - settings: the settings.
    ///   - homes: the names of the homes, for layouts that list each of them; lines come in this order.
    public init(settings: SiteSettings, homes: [String] = []) {
        self.settings = settings
        self.homes = homes
    }

    /// Returns the new text of a file.
    ///
    /// Only the lines between autohome's markers change.
    ///
    /// - Parameters:
    ///   - file: which file.
    ///   - current: its current text; empty for a missing file.
    /// - Returns: the whole text.
    /// - Throws: ``FileEditError``: `inexpressible` if the settings cannot be written, any other code if hand-written
    ///   lines conflict with them.
    public func text(of file: ManagedFile, over current: SourceFile) throws(FileEditError) -> [UInt8] {
        switch file {
        case .exports: try ExportsDocument(current).settingOwned(try exportLines()).bytes
        case .autoMaster: try MasterMapDocument(current).settingOwned([masterLine]).bytes
        case .autoHome: try AutomountMapDocument(current).settingOwned(homeLines).bytes
        }
    }

    /// Returns the entries of the exports table.
    ///
    /// - Throws: `FileEditError` if the settings cannot be written.
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
            // First in the list: after a `sec=` option, it would look as if it belonged to that flavor.
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
