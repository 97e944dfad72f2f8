package import MountMaps

/// What the name of an include says: `[type[,format]:]map`.
package struct IncludeName {
    private static let types: Set<String> = [
        "file", "program", "yp", "nis", "nisplus", "ldap", "ldaps", "hesiod", "sss",
    ]

    package let map: MapSourceName

    /// Takes a name as that of a map without a type, whatever it holds.
    init(whole name: [UInt8]) {
        map = MapSourceName(name: name)
    }

    /// Reads a name; `nil` where its type is none that an include may have.
    package init?(_ name: [UInt8]) {
        guard let colon = name.firstIndex(of: MapByte.colon) else {
            map = MapSourceName(name: name)
            return
        }
        let head = name[..<colon].split(
            separator: MapByte.comma,
            maxSplits: 1,
            omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self) }
        guard let type = head.first, Self.types.contains(type) else { return nil }
        map = MapSourceName(
            type: type,
            format: head.count > 1 ? head[1] : nil,
            name: Array(name[(colon + 1)...])
        )
    }

    /// Whether a map that stands at a path includes itself as a file by its path, which automount refuses to read.
    func isFile(at path: String) -> Bool {
        map.type == "file" && map.name.elementsEqual(path.utf8)
    }

    /// Whether a map that stands at a path includes itself by this name.
    ///
    /// Automount compares the last components of the whole text, so that a type before a bare name hides it.
    package func isSelf(in path: String) -> Bool {
        let name = String(decoding: map.name, as: UTF8.self)
        if map.type == nil, name.hasPrefix("/") { return name == path }
        if map.type != nil, !name.contains("/") { return false }
        return Self.lastComponent(name) == Self.lastComponent(path)
    }

    private static func lastComponent(_ path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }
}
