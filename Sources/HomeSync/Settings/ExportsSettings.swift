/// To whom the homes are exported, and how.
public struct ExportsSettings: Sendable, Hashable {
    /// The table of exports, edited in place.
    public var file: String
    /// The clients, as exports(5) writes them: networks, names, netgroups.
    public var clients: [String]
    /// The options that every client gets.
    public var options: [String]
    /// Whether a running server is told of a changed table.
    public var reload: Bool

    /// Describes the export.
    public init(
        file: String = "/etc/exports",
        clients: [String],
        options: [String] = ["rw", "sync", "no_subtree_check"],
        reload: Bool = true
    ) {
        self.file = file
        self.clients = clients
        self.options = options
        self.reload = reload
    }
}
