public import AutomountResolver
public import LDAPEntries
import SourceText

/// Automount maps in the entries of an LDIF file, to check maps without an LDAP server.
///
/// It answers like a slapd with these entries and those above them, which a file of maps alone does not contain. A
/// search below a base that does not exist finds nothing. Entries nearer to the base come first, then those with the
/// shorter name, then in the order of the names. As it does not know the server's schema, it compares keys and map names
/// of RFC 2307bis exactly, and all others case-insensitively.
public struct LDIFMaps: Sendable {
    private let entries: [Entry]
    private var places: [LDAPMap: Place?] = [:]
    private var contents: [Place: MapContents] = [:]

    /// An entry, and the parts of its name from the root down.
    private struct Entry: Sendable {
        let entry: LDIFEntry
        let name: [[UInt8]]
    }

    /// The name of a map, and the schema with which it is read.
    private struct Place: Hashable {
        let name: [[UInt8]]
        let schema: LDAPMapSchema
    }

    /// Makes maps from the entries of a file.
    ///
    /// - Parameter entries: The entries in any order.
    public init(_ entries: [LDIFEntry]) {
        self.entries = entries.map { Entry(entry: $0, name: ComparedName.parts(of: $0.dn)) }
            .sorted { ComparedName.precedes($0.name, $1.name) }
    }

    /// Looks up a key in a map.
    ///
    /// - Parameter lookup: The map and the key.
    /// - Returns: The entries that match the key or the wildcard, or that there is no such map.
    public mutating func outcome(of lookup: LDAPLookup) -> LDAPOutcome {
        let known = places[lookup.map] ?? place(of: lookup.map)
        places[lookup.map] = .some(known)
        guard let place = known else { return .noSuchMap }
        let found = contents[place] ?? contentsOfMap(place)
        contents[place] = found
        return .found(entries: found.entries(for: lookup.keyValues(in: place.schema)), schema: place.schema)
    }

    /// The first map of that name, by the first schema that has one.
    private func place(of map: LDAPMap) -> Place? {
        for schema in map.schemas {
            if let name = mapName(of: map, schema) { return Place(name: name, schema: schema) }
        }
        return nil
    }

    private func mapName(of map: LDAPMap, _ schema: LDAPMapSchema) -> [[UInt8]]? {
        for text in map.searchBases {
            let base = ComparedName.parts(of: text)
            guard !base.isEmpty else { continue }
            let found = entries.first { candidate in
                guard candidate.name.starts(with: base) else { return false }
                return Self.isMap(candidate.entry, named: map.name, schema)
            }
            if let found { return found.name }
        }
        return nil
    }

    private static func isMap(_ entry: LDIFEntry, named name: String?, _ schema: LDAPMapSchema) -> Bool {
        guard entry.has(objectClass: schema.mapObjectClass) else { return false }
        let values = entry.values(of: schema.mapAttribute)
        guard let name else { return !values.isEmpty }
        let rule = ComparedValue(attribute: schema.mapAttribute)
        return values.contains { rule.matches($0, pattern: Array(name.utf8)) }
    }

    private func contentsOfMap(_ place: Place) -> MapContents {
        let schema = place.schema
        let below = entries.filter {
            $0.name.starts(with: place.name) && $0.entry.has(objectClass: schema.entryObjectClass)
        }
        let read = below.map { below in
            LDAPMapEntry(
                distinguishedName: below.entry.dn,
                keys: below.entry.values(of: schema.entryAttribute),
                values: below.entry.values(of: schema.valueAttribute)
            )
        }
        return MapContents(read, rule: ComparedValue(attribute: schema.entryAttribute))
    }
}

/// The entries of a map, indexed by their keys.
private struct MapContents {
    private let all: [LDAPMapEntry]
    private let rule: ComparedValue
    private var positions: [[UInt8]: [Int]] = [:]

    init(_ entries: [LDAPMapEntry], rule: ComparedValue) {
        all = entries
        self.rule = rule
        for (position, entry) in entries.enumerated() {
            for key in Set(entry.keys.map(rule.compared)) { positions[key, default: []].append(position) }
        }
    }

    /// The entries with one of these keys, in order; all entries if no keys are given.
    func entries(for keys: [[UInt8]]?) -> [LDAPMapEntry] {
        guard let keys else { return all }
        let found = Set(keys.flatMap { positions[rule.compared($0)] ?? [] })
        return found.sorted().map { all[$0] }
    }
}
