/// The classes and attributes by which maps stand in a directory.
public enum MapSchema: String, Sendable, CaseIterable {
    /// automountMap and automount of RFC 2307bis, whose keys are compared with case.
    case rfc2307bis
    /// nisMap and nisObject of RFC 2307, whose keys are compared without.
    case rfc2307

    /// The class of a map.
    var mapClass: String {
        switch self {
        case .rfc2307bis: "automountMap"
        case .rfc2307: "nisMap"
        }
    }

    /// The attribute that names a map.
    var mapName: String {
        switch self {
        case .rfc2307bis: "automountMapName"
        case .rfc2307: "nisMapName"
        }
    }

    /// The class of an entry of a map.
    var entryClass: String {
        switch self {
        case .rfc2307bis: "automount"
        case .rfc2307: "nisObject"
        }
    }

    /// The attribute that holds a key.
    var key: String {
        switch self {
        case .rfc2307bis: "automountKey"
        case .rfc2307: "cn"
        }
    }

    /// The attribute that holds what a line has after its key.
    var value: String {
        switch self {
        case .rfc2307bis: "automountInformation"
        case .rfc2307: "nisMapEntry"
        }
    }
}
