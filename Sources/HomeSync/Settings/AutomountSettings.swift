/// What clients mount, and from where.
public struct AutomountSettings: Sendable, Hashable {
    /// The master map, edited in place.
    public var master: String
    /// The map of homes.
    public var map: String
    /// The name or address by which clients reach the server.
    public var server: String
    /// The mount options of every home.
    public var options: [String]

    /// Describes the maps.
    public init(
        master: String = "/etc/auto.master",
        map: String = "/etc/auto.home",
        server: String,
        options: [String] = ["nosuid", "nodev"]
    ) {
        self.master = master
        self.map = map
        self.server = server
        self.options = options
    }
}
