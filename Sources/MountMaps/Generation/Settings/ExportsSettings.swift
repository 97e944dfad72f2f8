/// To whom the homes are exported, and how.
public struct ExportsSettings: Sendable, Hashable {
    /// Clients that get the same options.
    public struct Grant: Sendable, Hashable {
        /// The clients, as exports(5) writes them: networks, names, netgroups.
        public var clients: [String]
        /// Their options, in the order in which they are to be read; `sec=` begins a group of its own.
        public var options: [String]

        /// Grants options to clients.
        public init(clients: [String], options: [String] = ExportsSettings.standardOptions) {
            self.clients = clients
            self.options = options
        }
    }

    /// What is exported.
    public enum Layout: String, Sendable, CaseIterable {
        /// The root of all homes, once.
        case root
        /// Each home by itself.
        case each
    }

    /// Which file system id an export has.
    public enum FileSystemID: String, Sendable, CaseIterable {
        /// None is written; the server takes that of the file system.
        case none
        /// A UUID made of the path, which stays when the disk changes.
        case stable
    }

    /// The options of a client for which none are given.
    public static let standardOptions = ["rw", "sync", "no_subtree_check"]

    /// The table of exports, edited in place.
    public var file: String
    /// The clients with their options; rpc.mountd takes the first subnet that fits, so order matters.
    public var grants: [Grant]
    /// What is exported.
    public var layout: Layout
    /// Which file system id an export has.
    public var fsid: FileSystemID
    /// Whether a running server is told of a changed table.
    public var reload: Bool

    /// Describes the export to several groups of clients.
    public init(
        file: String = "/etc/exports",
        grants: [Grant],
        layout: Layout = .root,
        fsid: FileSystemID = .none,
        reload: Bool = true
    ) {
        self.file = file
        self.grants = grants
        self.layout = layout
        self.fsid = fsid
        self.reload = reload
    }

    /// Describes the export of the root to clients that all get the same.
    public init(clients: [String], options: [String] = standardOptions) {
        self.init(grants: [Grant(clients: clients, options: options)])
    }
}
