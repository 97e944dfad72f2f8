import MountMaps

extension LDAPMap {
    /// Reads the name of a map as automount's LDAP module does.
    ///
    /// It is `[ldap:|ldaps:]`, then `//server/` or `server:` or nothing, then a DN, or the name of the map, or an
    /// attribute and that name. A DN has an equals sign and a comma.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - type: The type of the map where it is no part of the name any more, but was one for automount.
    ///   - defaults: Where a map is looked for that does not say it.
    init(written name: [UInt8], type: String? = nil, defaults: LDAPDefaults) {
        var rest = name[...]
        var scheme = type.map { $0 + "://" } ?? ""
        for candidate in ["ldap:", "ldaps:"] where rest.starts(with: candidate.utf8) {
            scheme = candidate + "//"
            rest = rest.dropFirst(candidate.utf8.count)
            break
        }
        let server = Self.takeServer(from: &rest)
        let text = String(decoding: rest, as: UTF8.self)
        let isDN = text.contains("=") && text.contains(",")
        servers = server.map { [scheme + $0] } ?? defaults.servers
        schemas = defaults.schemas
        if isDN {
            self.name = nil
            searchBases = [text]
        } else {
            let value = text.firstIndex(of: "=").map { text[text.index(after: $0)...] } ?? text[...]
            self.name = String(value)
            searchBases = defaults.searchBases
        }
    }

    /// Whether the library can connect to the servers at all: where the name of a map gives a server without a scheme,
    /// as it does in an include or a submount, automount cannot.
    var hasUsableServers: Bool { servers.allSatisfy(LDAPDefaults.isURI) }

    /// The map as a message names it.
    var shownName: String {
        name.map { AutomountResolver.shownName($0) } ?? AutomountResolver.shownName(searchBases.joined())
    }

    private static func takeServer(from rest: inout ArraySlice<UInt8>) -> String? {
        if rest.starts(with: "//".utf8) {
            let server = rest.dropFirst(2).prefix { $0 != MapByte.slash }
            rest = rest.dropFirst(3 + server.count)
            if server.isEmpty { return nil }
            return String(decoding: server, as: UTF8.self)
        }
        guard let colon = rest.firstIndex(of: MapByte.colon) else { return nil }
        let server = rest[..<colon]
        rest = rest[(colon + 1)...]
        return String(decoding: server, as: UTF8.self)
    }
}
