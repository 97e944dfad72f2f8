import MountMaps

extension LDAPMap {
    /// Reads the name of a map as automount's LDAP module does.
    ///
    /// It is `[ldap:|ldaps:]`, then `//server/` or `server:` or nothing, then a map name, `attribute=name`, whose
    /// attribute is ignored, or a DN, which contains an equals sign and a comma
    /// (`modules/lookup_ldap.c: parse_server_string`; cases ldap-024, ldap-027, ldap-028, directory-name-001 to
    /// directory-name-024).
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - type: The type of the map, if it was split off the name but automount hands it on.
    ///   - defaults: Where a map is looked for if its name does not say.
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

    /// Whether libldap can connect to the servers at all.
    ///
    /// A server in the name of an include or submount gets no scheme, so it cannot
    /// (`modules/lookup_ldap.c: parse_server_string`; cases directory-i-2, directory-i-3, directory-s-3).
    var hasUsableServers: Bool { servers.allSatisfy(LDAPDefaults.isURI) }

    /// The map as messages name it.
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
