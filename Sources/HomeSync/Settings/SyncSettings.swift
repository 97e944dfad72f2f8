/// Everything that a sync is told, apart from the directory.
public struct SyncSettings: Sendable, Hashable {
    /// The homes.
    public var homes: HomesSettings
    /// The export.
    public var exports: ExportsSettings
    /// The maps.
    public var automount: AutomountSettings

    /// Puts the settings together.
    public init(homes: HomesSettings, exports: ExportsSettings, automount: AutomountSettings) {
        self.homes = homes
        self.exports = exports
        self.automount = automount
    }

    /// Whether a generated file has a line for each home, so that it takes the accounts to write it.
    public var listsHomes: Bool {
        ManagedFile.allCases.contains { $0.listsHomes(by: self) }
    }
}

extension ManagedFile {
    /// Whether the file has a line for each home.
    public func listsHomes(by settings: SyncSettings) -> Bool {
        switch self {
        case .exports: settings.exports.layout == .each
        case .autoMaster: false
        case .autoHome: settings.automount.layout == .explicit
        }
    }
}
