public import LDAPEntries
public import MountMaps
import SourceText

extension FileGenerator {
    // Automounters ask a directory for this name, wherever the file stands.
    private static let masterName = "auto.master"

    /// The master map and the map of homes as entries of a directory.
    ///
    /// The master map names the map of homes alone, without the path of a file, so that clients look it up in the
    /// directory too.
    ///
    /// - Parameters:
    ///   - schema: the classes and attributes to use.
    ///   - base: the DN of the entry below which the maps stand; it is not among the entries.
    /// - Returns: the entries, each after the one above it.
    /// - Throws: ``FileEditError``: `inexpressible` for what a directory cannot hold, with its name.
    public func ldapEntries(_ schema: LDAPMapSchema, below base: String) throws(FileEditError) -> [LDIFEntry]
    {
        let mapName = String(settings.automount.map.split(separator: "/").last ?? "")
        guard mapName != Self.masterName else {
            throw FileEditError(
                .inexpressible,
                "the map of homes cannot be called \(Self.masterName) in a directory"
            )
        }
        let master = GeneratedMap(schema, Self.masterName, below: base)
        let homes = GeneratedMap(schema, mapName, below: base)
        // The value does not depend on the mount point, which a directory holds without escapes.
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
            // RFC 2307 names entries by cn, which is compared without regard to case.
            if schema == .rfc2307, let other = keys.updateValue(key, forKey: key.lowercased()) {
                throw FileEditError(
                    .inexpressible,
                    "\(other) and \(key) are one entry to the schema rfc2307, which compares keys without regard "
                        + "to case; use rfc2307bis"
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

/// A map as an entry of a directory, with entries below it.
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
    /// - Throws: ``FileEditError`` for what automount would read otherwise from a directory than from a file.
    func entry(_ key: String, _ value: [UInt8]) throws(FileEditError) -> LDIFEntry {
        let isPlain = (Array(key.utf8) + value).allSatisfy {
            (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\\")
        }
        // Automount puts key and value of the master map into one line again.
        guard isPlain, !key.utf8.contains(0x20) else {
            let shown = "\"\(printable(key, limit: 200))\" \"\(printable(value, limit: 200))\""
            throw FileEditError(
                .inexpressible,
                "\(shown) cannot stand in a map of a directory: it holds a backslash, a blank in its key, or what is not "
                    + "ASCII"
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
