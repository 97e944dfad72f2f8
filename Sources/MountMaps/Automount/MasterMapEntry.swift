/// Where a mount point of the master map finds its keys.
public struct MapSourceName: Sendable, Hashable {
    /// The type as written (`file`, `program`, `ldap`…); `nil` where nsswitch.conf(5) or the path decides.
    public let type: String?
    /// The format as written (`sun`, `amd`, `hesiod`); `nil` where none is given.
    public let format: String?
    /// The name or path of the map, escapes removed.
    public let name: [UInt8]

    /// Names a source.
    public init(type: String? = nil, format: String? = nil, name: [UInt8]) {
        self.type = type
        self.format = format
        self.name = name
    }
}

/// One map of a mount point and its own mount options.
public struct MasterMapSource: Sendable, Hashable {
    /// The map.
    public let map: MapSourceName
    /// The options of the line.
    public let options: MasterMapOptions

    /// Pairs a map with options.
    public init(map: MapSourceName, options: MasterMapOptions) {
        self.map = map
        self.options = options
    }
}

/// What a line of the master map gives to its mount point.
public enum MasterMapTarget: Sendable, Hashable {
    /// One map, or several with `multi`, searched in order.
    case maps([MasterMapSource])
    /// The built-in map `-hosts`: the exports of the host that the key names.
    case hosts(MasterMapOptions)
    /// The built-in map `-null`: later lines for this mount point are cancelled.
    case null
}

/// A line of the master map, auto.master(5).
public struct MasterMapEntry: Sendable, Hashable {
    /// The mount point, escapes and slashes at its end removed; `/-` for direct maps.
    public let mountPoint: [UInt8]
    /// Where its keys are found.
    public let target: MasterMapTarget
    /// Whether the line has the type `multi`, be it for one map alone.
    package let isMulti: Bool
    /// The bytes of the file that the line was read from.
    public let range: Range<Int>

    /// Whether the line names direct maps.
    public var isDirect: Bool { mountPoint == [MapByte.slash, MapByte.dash] }
}

/// The options of a line of the master map, sorted into automount's own and those for mount(8).
public struct MasterMapOptions: Sendable, Hashable {
    /// The options for every mount, in order, leading dashes removed.
    public internal(set) var mountOptions: [[UInt8]] = []
    /// The variables of `-D`, in order.
    public internal(set) var defines: [Define] = []
    /// The time in seconds after which an idle mount goes; `nil` where the configuration decides.
    public internal(set) var timeout: Int?
    /// The time in seconds for which a failed look-up is remembered.
    public internal(set) var negativeTimeout: Int?
    /// Whether keys are shown before they are mounted; `nil` where the configuration decides.
    public internal(set) var browses: Bool?
    /// Whether local file systems are mounted over NFS instead of bound.
    public internal(set) var isNoBind = false
    /// Whether local file systems are linked to instead of bound.
    public internal(set) var isSymlink = false
    /// Whether only weights order replicated servers.
    public internal(set) var usesWeightOnly = false
    /// Whether colons in paths become slashes.
    public internal(set) var slashifiesColons = true
    /// The propagation of bind mounts: `private`, `slave` or `shared`.
    public internal(set) var propagation: String?

    /// A variable given by `-D`.
    public struct Define: Sendable, Hashable {
        /// The name.
        public let name: [UInt8]
        /// The value.
        public let value: [UInt8]
    }

    init() {}

    /// The variables by name; of two with one name the later counts.
    package var definitions: [String: String] {
        var result: [String: String] = [:]
        for define in defines {
            result[String(decoding: define.name, as: UTF8.self)] = String(
                decoding: define.value,
                as: UTF8.self
            )
        }
        return result
    }

    /// The same options and some more for every mount.
    package func adding(_ options: [[UInt8]]) -> MasterMapOptions {
        var result = self
        result.mountOptions += options
        return result
    }

    /// The same options with those that all lines for one mount point share.
    package func sharing(isNoBind: Bool, isSymlink: Bool, usesWeightOnly: Bool) -> MasterMapOptions {
        var result = self
        result.isNoBind = isNoBind
        result.isSymlink = isSymlink
        result.usesWeightOnly = usesWeightOnly
        return result
    }

    /// The options of a map that an entry of type `autofs` mounts: some are automount's, `-D` gives
    /// variables, the rest are for every mount.
    package init(ofSubmount items: [[UInt8]]) {
        var endsWithRemoved = false
        for item in items {
            endsWithRemoved = false
            switch String(decoding: item, as: UTF8.self) {
            case "nobind":
                isNoBind = true
                endsWithRemoved = true
            case "symlink":
                isSymlink = true
                endsWithRemoved = true
            case let word where word.hasPrefix("browse"):
                browses = true
                endsWithRemoved = true
            case let word where word.hasPrefix("nobrowse"):
                browses = false
                endsWithRemoved = true
            case let word where word.hasPrefix("timeout="):
                timeout = Int(word.dropFirst("timeout=".count))
                endsWithRemoved = true
            case let word where word.hasPrefix("-D"):
                let parts = item.dropFirst(2).split(separator: MapByte.equals, maxSplits: 1)
                guard let name = parts.first else { continue }
                defines.append(Define(name: Array(name), value: parts.count > 1 ? Array(parts[1]) : []))
            case let word where word.hasPrefix("--"): break
            default: mountOptions.append(item)
            }
        }
        // What automount takes out at the end leaves its comma behind.
        if endsWithRemoved, !mountOptions.isEmpty { mountOptions.append([]) }
    }
}
