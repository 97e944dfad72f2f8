/// The settings of all generated files: homes, exports and maps.
public struct SiteSettings: Sendable, Hashable {
    /// The homes.
    public var homes: HomesSettings
    /// The export.
    public var exports: ExportsSettings
    /// The maps.
    public var automount: AutomountSettings
    /// The settings for NFS-Ganesha.
    public var ganesha: GaneshaSettings
    /// What keeps a sync from doing harm.
    public var safety: SafetySettings

    /// Combines the settings.
    public init(
        homes: HomesSettings,
        exports: ExportsSettings,
        automount: AutomountSettings,
        ganesha: GaneshaSettings = GaneshaSettings(),
        safety: SafetySettings = SafetySettings()
    ) {
        self.homes = homes
        self.exports = exports
        self.automount = automount
        self.ganesha = ganesha
        self.safety = safety
    }

    /// Whether a generated file has a line for each home, so that writing it requires the accounts.
    public var listsHomes: Bool {
        ManagedFile.allCases.contains { $0.listsHomes(by: self) }
    }
}

extension ManagedFile {
    /// Whether the file has a line for each home.
    public func listsHomes(by settings: SiteSettings) -> Bool {
        switch self {
        case .exports: settings.exports.layout == .each
        case .autoMaster: false
        case .autoHome: settings.automount.layout == .explicit
        }
    }
}
