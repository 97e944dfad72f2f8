/// The settings for the export of homes.
public struct ExportsSettings: Sendable, Hashable {
    /// Clients that get the same options.
    public struct Grant: Sendable, Hashable {
        /// The clients, as exports(5) writes them: networks, names, netgroups.
        public var clients: [String]
        /// Their options in reading order; options after `sec=` apply to its flavors.
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

    /// The file system id of an export.
    public enum FileSystemID: String, Sendable, CaseIterable {
        /// No `fsid=` is written; the server uses the UUID of the file system.
        case none
        /// A UUID computed from the path, which stays the same when the disk changes.
        case stable
    }

    /// The default options of a client.
    public static let standardOptions = ["rw", "sync", "no_subtree_check"]

    /// The table of exports, edited in place.
    public var file: String
    /// The clients with their options; rpc.mountd uses the first matching subnet, so the order matters.
    public var grants: [Grant]
    /// What is exported.
    public var layout: Layout
    /// The file system id of an export.
    public var fsid: FileSystemID
    /// Whether sync makes a running server reload a changed table.
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

    /// Describes the export of the root to clients that all get the same options.
    public init(clients: [String], options: [String] = standardOptions) {
        self.init(grants: [Grant(clients: clients, options: options)])
    }
}
