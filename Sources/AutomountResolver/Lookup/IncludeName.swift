package import MountMaps

/// The name of an include, `[type[,format]:]map`.
///
/// The rules:
/// 1. Automount splits a known type off, and a format after a comma (`lib/parse_subs.c: parse_map_type_info`;
///    cases include-046, include-005, submount-009, submount-034).
/// 2. Given by an absolute path, a map is itself only if the path is equal, letter for letter
///    (`modules/lookup_file.c: check_self_include`; case include-026).
/// 3. Otherwise the last components of the whole text and of the map's path are compared. A type before a bare name
///    belongs to that text and hides it (`modules/lookup_file.c: check_self_include`; cases include-025,
///    rule-include-shared-001 to rule-include-shared-003).
package struct IncludeName {
    /// The types that an include may have.
    ///
    /// Automount's own table (`lib/parse_subs.c: map_type`) differs in rare types: it has no `sss`.
    private static let types: Set<String> = [
        "file", "program", "yp", "nis", "nisplus", "ldap", "ldaps", "hesiod", "sss",
    ]

    package let map: MapSourceName

    /// Takes the whole text as the name of a map without a type.
    init(whole name: [UInt8]) {
        map = MapSourceName(name: name)
    }

    /// Reads a name; `nil` if it has an unknown type.
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

    /// Whether the map at a path includes itself by `file:` and its path, which automount refuses
    /// (`modules/lookup_file.c: check_self_include`; cases found-3-5, rule-include-shared-003).
    func isFile(at path: String) -> Bool {
        map.type == "file" && map.name.elementsEqual(path.utf8)
    }

    /// Whether the map at a path includes itself by this name.
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
