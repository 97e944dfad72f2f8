/// What clients mount, and from where.
public struct AutomountSettings: Sendable, Hashable {
    /// What the map of homes says.
    public enum Layout: String, Sendable, CaseIterable {
        /// One line for whatever name is looked up.
        case wildcard
        /// One line for each home.
        case explicit
    }

    /// The mount options where none are given.
    public static let standardOptions = ["nosuid", "nodev"]

    /// The master map, edited in place.
    public var master: String
    /// The map of homes.
    public var map: String
    /// The name or address by which clients reach the server.
    public var server: String
    /// The mount options of every home.
    public var options: [String]
    /// What the map of homes says.
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
