import MountMaps

/// The formats of files that can be checked by themselves.
public enum CheckedForm: String, Sendable, CaseIterable {
    /// An exports table.
    case exports
    /// A master map.
    case masterMap = "auto.master"
    /// An automount map.
    case map

    /// Determines the format from the name of a file; nil if the name does not show it.
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

    /// How such a file is checked if nothing else is known about it.
    public var kind: CheckedText.Kind {
        switch self {
        case .exports: .exports(perFlavor: .perFlavor)
        case .masterMap: .masterMap
        case .map: .map(use: nil, inheritedOptions: [])
        }
    }
}
