public import AutomountResolver
public import HostFiles
public import MountMaps
public import SourceText

/// What the root of a site contains.
public enum SiteKind: Sendable, Hashable {
    /// The running system.
    case host
    /// A complete system, such as a golden image: files that are not there are missing.
    case image
    /// Only configuration files, such as a checkout: directories and mounts are elsewhere.
    case files
}

/// The type and permissions of a file.
public struct SiteFileStatus: Sendable, Hashable {
    /// The types.
    public enum Kind: Sendable, Hashable {
        /// A regular file.
        case file
        /// A directory.
        case directory
        /// Anything else.
        case other
    }

    /// The type.
    public let kind: Kind
    /// The permission bits, including the set-id and sticky bits.
    public let mode: UInt16

    /// Describes a file.
    public init(kind: Kind, mode: UInt16) {
        self.kind = kind
        self.mode = mode
    }
}

/// The names and addresses by which maps may refer to this machine.
public struct SiteHost: Sendable, Hashable {
    /// The host's own name, hostname(5); nil if unknown.
    public var name: String?
    /// The addresses of its interfaces.
    public var addresses: [NetworkAddress]
    /// Whether its NFS server is running; nil if unknown.
    public var servesNFS: Bool?

    /// Describes a host.
    public init(name: String? = nil, addresses: [NetworkAddress] = [], servesNFS: Bool? = nil) {
        self.name = name
        self.addresses = addresses
        self.servesNFS = servesNFS
    }
}

/// The source of a site: files below a root, and the names that the machine knows.
public protocol SiteSource: MapSource, ExportsEnvironment {
    /// What the root contains.
    var kind: SiteKind { get }
    /// The machine itself.
    var host: SiteHost { get }
    /// Whether name services answered every question; if not, an unknown name may exist.
    var knowsNames: Bool { get }
    /// The tables that exportfs reads, in its order.
    var exportsTables: [SourceFile] { get }
    /// The flags that may differ between the flavors of an export.
    var perFlavor: ExportFlags { get }
    /// Returns the type and permissions of a path; nil if nothing is there, or if looking would trigger a mount.
    func status(of path: String) -> SiteFileStatus?
    /// Whether a netgroup, named without `@`, has members; nil if unknown.
    func hasMembers(netgroup: [UInt8]) -> Bool?
}
