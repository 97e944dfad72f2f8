/// The name of a map, with its type and format.
public struct MapSourceName: Sendable, Hashable {
    /// The type as written (`file`, `program`, `ldap`…); `nil` if nsswitch.conf(5) or the path decides.
    public let type: String?
    /// The format as written (`sun`, `amd`, `hesiod`); `nil` if none is given.
    public let format: String?
    /// The name or path of the map, without escapes.
    public let name: [UInt8]

    /// Names a map.
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

/// What a line of the master map mounts.
public enum MasterMapTarget: Sendable, Hashable {
    /// One map, or several with `multi`, searched in order.
    case maps([MasterMapSource])
    /// The built-in map `-hosts`: the exports of the host that the key names.
    case hosts(MasterMapOptions)
    /// The built-in map `-null`: cancels later lines for this mount point.
    case null
}

/// A line of the master map, auto.master(5).
public struct MasterMapEntry: Sendable, Hashable {
    /// The mount point, without escapes and trailing slashes; `/-` for direct maps.
    public let mountPoint: [UInt8]
    /// The maps that supply its keys.
    public let target: MasterMapTarget
    /// Whether the line has the type `multi`, even with a single map.
    package let isMulti: Bool
    /// The line's bytes in the file.
    public let range: Range<Int>

    /// Whether the line names direct maps.
    public var isDirect: Bool { mountPoint == [MapByte.slash, MapByte.dash] }
}

/// The options of a line of the master map, separated into automount's own and those for mount(8).
public struct MasterMapOptions: Sendable, Hashable {
    /// The mount options for every entry, in order, without leading dashes.
    public internal(set) var mountOptions: [[UInt8]] = []
    /// The variables of `-D`, in order.
    public internal(set) var defines: [Define] = []
    /// The seconds after which an idle mount is unmounted; `nil` if the configuration decides.
    public internal(set) var timeout: Int?
    /// The seconds for which a failed lookup is remembered.
    public internal(set) var negativeTimeout: Int?
    /// Whether keys are listed before they are mounted; `nil` if the configuration decides.
    public internal(set) var browses: Bool?
    /// Whether local directories are mounted over NFS instead of bind-mounted.
    public internal(set) var isNoBind = false
    /// Whether local directories are reached by a symbolic link instead of a bind mount.
    public internal(set) var isSymlink = false
    /// Whether only weights decide the order of replicated servers.
    public internal(set) var usesWeightOnly = false
    /// Whether automount replaces colons in paths by slashes.
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

    /// The variables by name; the last definition of a name wins.
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

    /// Returns the options with additional mount options.
    package func adding(_ options: [[UInt8]]) -> MasterMapOptions {
        var result = self
        result.mountOptions += options
        return result
    }

    /// The same options and some more variables; of two with one name the first counts.
    package func defining(_ more: [Define]) -> MasterMapOptions {
        var result = self
        result.defines += more.filter { new in !result.defines.contains { $0.name == new.name } }
        return result
    }

    /// Returns the options with those that all lines for one mount point share.
    package func sharing(isNoBind: Bool, isSymlink: Bool, usesWeightOnly: Bool) -> MasterMapOptions {
        var result = self
        result.isNoBind = isNoBind
        result.isSymlink = isSymlink
        result.usesWeightOnly = usesWeightOnly
        return result
    }

    /// Reads the options of an entry of type `autofs`, which apply to the map it mounts: some are automount's own, `-D`
    /// defines variables, the rest are mount options for every entry (`modules/mount_autofs.c: mount_mount`).
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
            case "strictexpire": endsWithRemoved = true
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
        // mount_mount copies each option with its comma, so removing the last option leaves a comma at the end.
        if endsWithRemoved, !mountOptions.isEmpty { mountOptions.append([]) }
    }
}
