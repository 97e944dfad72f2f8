/// The options that apply to one client of an export, including all defaults.
public struct ExportOptions: Sendable, Hashable {
    /// A security flavor of the export and the flags that apply to it.
    public struct FlavorGrant: Sendable, Hashable {
        /// The flavor.
        public let flavor: SecurityFlavor
        /// The flags for requests with this flavor.
        public internal(set) var flags: ExportFlags
    }

    /// Other servers with the data: `refer=` or `replicas=`.
    public enum Locations: Sendable, Hashable {
        /// `refer=`: the server sends clients there.
        case referral([UInt8])
        /// `replicas=`: clients may use these too.
        case replicas([UInt8])
    }

    /// The flags of the whole entry.
    public internal(set) var flags: ExportFlags = .defaults
    /// The user id of squashed requests, a 32-bit number that exportfs prints as signed.
    public internal(set) var anonymousUID: Int32 = 65534
    /// The group id of squashed requests, also printed as signed.
    public internal(set) var anonymousGID: Int32 = 65534
    /// The number of `fsid=`; used only if ``flags`` contains ``ExportFlags/fsid``.
    public internal(set) var fsid: Int32 = 0
    /// The UUID of `fsid=`, as written.
    public internal(set) var uuid: [UInt8]?
    /// The path of `mountpoint=`; empty for the exported path itself.
    public internal(set) var mountPoint: [UInt8]?
    /// The value of `refer=` or `replicas=`, whichever came last.
    public internal(set) var locations: Locations?
    /// The ranges of `squash_uids=`, as pairs of first and last.
    public internal(set) var squashedUIDs: [Int32] = []
    /// The ranges of `squash_gids=`, as pairs of first and last.
    public internal(set) var squashedGIDs: [Int32] = []
    /// The flavors of `sec=` in order of first mention; empty means sys with the entry's flags.
    public internal(set) var flavors: [FlavorGrant] = []

    /// The defaults of exports(5).
    public init() {}

    /// The flavors with their flags: those of `sec=`, or else sys.
    public var grants: [FlavorGrant] {
        flavors.isEmpty ? [FlavorGrant(flavor: .sys, flags: flags)] : flavors
    }

    /// Whether some flavor is writable.
    public var isWritable: Bool { grants.contains { !$0.flags.contains(.readOnly) } }

    mutating func set(_ changed: ExportFlags, _ value: Bool, for active: UInt8) {
        if value { flags.formUnion(changed) } else { flags.subtract(changed) }
        guard active != 0 else { return }
        for index in flavors.indices where active & (1 << index) != 0 {
            if value {
                flavors[index].flags.formUnion(changed)
            } else {
                flavors[index].flags.subtract(changed)
            }
        }
    }

    /// Selects a flavor; at its first mention it gets the entry's current flags (`secinfo_addflavor`, case
    /// prec-default-sec).
    mutating func select(_ flavor: SecurityFlavor) -> UInt8 {
        if let index = flavors.firstIndex(where: { $0.flavor.number == flavor.number }) { return 1 << index }
        flavors.append(FlavorGrant(flavor: flavor, flags: flags))
        return 1 << (flavors.count - 1)
    }
}
