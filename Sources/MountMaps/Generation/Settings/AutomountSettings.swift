/// The settings for clients: what they mount, and from where.
public struct AutomountSettings: Sendable, Hashable {
    /// The content of the map of homes.
    public enum Layout: String, Sendable, CaseIterable {
        /// One line for any name.
        case wildcard
        /// One line for each home.
        case explicit
    }

    /// The default mount options.
    public static let standardOptions = ["nosuid", "nodev"]

    /// The master map, edited in place.
    public var master: String
    /// The map of homes.
    public var map: String
    /// The host name or address of the server, as clients know it.
    public var server: String
    /// The mount options of every home.
    public var options: [String]
    /// The content of the map of homes.
    public var layout: Layout

    /// Describes the maps.
    public init(
        master: String = "/etc/auto.master",
        map: String = "/etc/auto.home",
        server: String,
        options: [String] = standardOptions,
        layout: Layout = .wildcard
    ) {
        self.master = master
        self.map = map
        self.server = server
        self.options = options
        self.layout = layout
    }
}
