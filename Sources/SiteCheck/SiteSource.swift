public import AutomountResolver
public import HostFiles
public import MountMaps
public import SourceText

/// What stands below the root that a site is read from.
public enum SiteKind: Sendable, Hashable {
    /// The running system.
    case host
    /// A whole system, such as a golden image: what is not there is missing.
    case image
    /// Nothing but configuration files, such as a checkout: directories and mounts stand elsewhere.
    case files
}

/// Who may do what with a file, and what it is.
public struct SiteFileStatus: Sendable, Hashable {
    /// What a path leads to.
    public enum Kind: Sendable, Hashable {
        /// A plain file.
        case file
        /// A directory.
        case directory
        /// Anything else.
        case other
    }

    /// What it is.
    public let kind: Kind
    /// The permission bits, those for set-id and the sticky bit among them.
    public let mode: UInt16

    /// Describes a file.
    public init(kind: Kind, mode: UInt16) {
        self.kind = kind
        self.mode = mode
    }
}

/// The names and addresses by which maps may mean this machine.
public struct SiteHost: Sendable, Hashable {
    /// The host's own name as hostname(5) gives it; nil where nothing tells it.
    public var name: String?
    /// The addresses of its interfaces.
    public var addresses: [NetworkAddress]
    /// Whether its NFS server runs; nil where that cannot be told.
    public var servesNFS: Bool?

    /// Describes a host.
    public init(name: String? = nil, addresses: [NetworkAddress] = [], servesNFS: Bool? = nil) {
        self.name = name
        self.addresses = addresses
        self.servesNFS = servesNFS
    }
}

/// Where a site is read: files below a root, and what the machine knows of names.
public protocol SiteSource: MapSource, ExportsEnvironment {
    /// What stands below the root.
    var kind: SiteKind { get }
    /// The machine itself.
    var host: SiteHost { get }
    /// Whether every name could be asked for; where not, a name that is not known tells nothing.
    var knowsNames: Bool { get }
    /// The tables that exportfs reads, in its order.
    var exportsTables: [SourceFile] { get }
    /// What may differ between the flavors of an export.
    var perFlavor: ExportFlags { get }
    /// What a path leads to; nil where there is nothing, and where looking would set a mount off.
    func status(of path: String) -> SiteFileStatus?
    /// Whether a netgroup, named without `@`, has members; nil where that cannot be told.
    func hasMembers(netgroup: [UInt8]) -> Bool?
}
