import MountMaps

/// What a file can be that is checked by itself.
public enum CheckedForm: String, Sendable, CaseIterable {
    /// A table of exports.
    case exports
    /// A master map.
    case masterMap = "auto.master"
    /// An automount map.
    case map

    /// What a file is by its name; nil where that does not tell.
    public init?(ofName path: String) {
        let name = path.split(separator: "/").last ?? ""
        if name == "exports" || name.hasSuffix(".exports") {
            self = .exports
        } else if name == "auto.master" || name == "auto_master" || name.hasSuffix(".autofs") {
            self = .masterMap
        } else if name.hasPrefix("auto.") || name.hasPrefix("auto_") {
            self = .map
        } else {
            return nil
        }
    }

    /// How such a file is checked when nothing else is known of it.
    public var kind: CheckedText.Kind {
        switch self {
        case .exports: .exports(perFlavor: .perFlavor)
        case .masterMap: .masterMap
        case .map: .map(use: nil, inheritedOptions: [])
        }
    }
}
