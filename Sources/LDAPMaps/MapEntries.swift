public import LDAPEntries
public import MountMaps
import SourceText

extension FileGenerator {
    // Automounters search LDAP for this name, whatever the path of the file is.
    private static let masterName = "auto.master"

    /// The master map and the map of homes as LDAP entries.
    ///
    /// The master map has only the name of the map of homes and not the path of a file, so that clients look for that
    /// map in LDAP too.
    ///
    /// - Parameters:
    ///   - schema: the classes and attributes to use.
    ///   - base: the DN of the entry below which the maps are; this entry itself is not returned.
    /// - Returns: the entries, each after its parent.
    /// - Throws: ``FileEditError``: `inexpressible` if a line cannot be stored in LDAP.
    public func ldapEntries(_ schema: LDAPMapSchema, below base: String) throws(FileEditError) -> [LDIFEntry]
    {
        let mapName = String(settings.automount.map.split(separator: "/").last ?? "")
        guard mapName != Self.masterName else {
            throw FileEditError(
                .inexpressible,
                "the map of homes cannot be called \(Self.masterName) in LDAP; rename it in the configuration"
            )
        }
        let master = GeneratedMap(schema, Self.masterName, below: base)
        let homes = GeneratedMap(schema, mapName, below: base)
        // The value is the same for any mount point, and LDAP stores the mount point without escapes.
        let line = try Self.written { () throws(MapLineError) in
            try MasterMapLine(mountPoint: "/x", map: mapName).text()
        }
        var entries = [
            master.entry, try master.entry(masterLine.mountPoint, Array(line.dropFirst(3).dropLast())),
            homes.entry,
        ]
        var keys: [String: String] = [:]
        for line in homeLines {
            let key = Self.key(of: line)
            // RFC 2307 names entries by cn, which is case-insensitive.
            if schema == .rfc2307, let other = keys.updateValue(key, forKey: key.lowercased()) {
                throw FileEditError(
                    .inexpressible,
                    "\(other) and \(key) are the same entry in the schema rfc2307, whose keys are case-insensitive; "
                        + "use rfc2307bis"
                )
            }
            let value = try Self.written { () throws(MapLineError) in try line.valueText() }
            entries.append(try homes.entry(key, value))
        }
        return entries
    }

    private static func written(_ text: () throws(MapLineError) -> [UInt8]) throws(FileEditError) -> [UInt8] {
        do {
            return try text()
        } catch {
            throw FileEditError(error)
        }
    }

    private static func key(of line: AutomountMapLine) -> String {
        switch line.key {
        case .name(let name): name
        case .wildcard: "*"
        }
    }
}

/// A map as an LDAP entry, with entries below it.
private struct GeneratedMap {
    let schema: LDAPMapSchema
    let name: String
    let dn: String

    init(_ schema: LDAPMapSchema, _ name: String, below base: String) {
        self.schema = schema
        self.name = name
        dn = DistinguishedName.child(of: base, schema.mapAttribute, name)
    }

    var entry: LDIFEntry {
        LDIFEntry(
            dn: dn,
            attributes: [
                .init("objectClass", "top"), .init("objectClass", schema.mapObjectClass),
                .init(schema.mapAttribute, name),
            ]
        )
    }

    /// An entry of the map.
    ///
    /// - Throws: ``FileEditError`` if automount would read the entry differently from LDAP than from a file.
    func entry(_ key: String, _ value: [UInt8]) throws(FileEditError) -> LDIFEntry {
        let isPlain = (Array(key.utf8) + value).allSatisfy {
            (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\\")
        }
        // Automount joins the key and the value of an entry of the master map to one line again.
        guard isPlain, !key.utf8.contains(0x20) else {
            let shown = "\"\(printable(key, limit: 200))\" \"\(printable(value, limit: 200))\""
            throw FileEditError(
                .inexpressible,
                "\(shown) cannot be stored in a map in LDAP: it contains a backslash, a blank in its key, or "
                    + "characters that are not ASCII"
            )
        }
        let named: [LDIFEntry.Attribute] = schema == .rfc2307 ? [.init(schema.mapAttribute, name)] : []
        return LDIFEntry(
            dn: DistinguishedName.child(of: dn, schema.entryAttribute, key),
            attributes: [
                .init("objectClass", "top"), .init("objectClass", schema.entryObjectClass),
                .init(schema.entryAttribute, key),
            ] + named + [.init(schema.valueAttribute, value)]
        )
    }
}
