/// The three files that sync writes.
public enum ManagedFile: String, Sendable, Codable, CaseIterable {
    /// The table of exports, exports(5).
    case exports
    /// The master map, auto.master(5).
    case autoMaster = "auto.master"
    /// The map of homes, autofs(5).
    case autoHome = "auto.home"

    /// The path of the file in the settings.
    public func path(in settings: SiteSettings) -> String {
        switch self {
        case .exports: settings.exports.file
        case .autoMaster: settings.automount.master
        case .autoHome: settings.automount.map
        }
    }
}
