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
}
