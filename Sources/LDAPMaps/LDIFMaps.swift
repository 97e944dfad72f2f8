public import AutomountResolver
public import LDAPEntries
import SourceText

/// Automount maps among the entries of an LDIF file, for those who check maps where no server is.
///
/// It answers as a slapd would that holds these entries: what is looked for below a base that no entry has is not
/// there, and of several entries those nearer to the base come first, then those with the shorter and the smaller
/// name. Without a schema it takes the keys and names of RFC 2307bis as exact and all others as they are found in any
/// case.
public struct LDIFMaps: Sendable {
    private let entries: [Entry]
    private let names: Set<[[UInt8]]>
    private var places: [LDAPMap: Place?] = [:]
    private var contents: [Place: MapContents] = [:]

    /// An entry and its name, the part next to the root first.
    private struct Entry: Sendable {
        let entry: LDIFEntry
        let name: [[UInt8]]
    }

    /// A map by its name and the schema in which it is read.
    private struct Place: Hashable {
        let name: [[UInt8]]
        let schema: LDAPMapSchema
    }

    /// Takes the entries of a file.
    ///
    /// - Parameter entries: The entries in any order.
    public init(_ entries: [LDIFEntry]) {
        self.entries = entries.map { Entry(entry: $0, name: ComparedName.parts(of: $0.dn)) }
            .sorted { ComparedName.precedes($0.name, $1.name) }
        names = Set(self.entries.map(\.name))
    }

    /// What the directory would say of a map.
    ///
    /// - Parameter lookup: The map and the key.
    /// - Returns: The entries that may serve the key, or that there is no such map.
    public mutating func outcome(of lookup: LDAPLookup) -> LDAPOutcome {
        let known = places[lookup.map] ?? place(of: lookup.map)
        places[lookup.map] = .some(known)
        guard let place = known else { return .noSuchMap }
        let found = contents[place] ?? contentsOfMap(place)
        contents[place] = found
        return .found(entries: found.entries(for: lookup.keyValues(in: place.schema)), schema: place.schema)
    }

    /// The first map that is found, by the first schema in which there is one.
    private func place(of map: LDAPMap) -> Place? {
        for schema in map.schemas {
            if let name = mapName(of: map, schema) { return Place(name: name, schema: schema) }
        }
        return nil
    }

    private func mapName(of map: LDAPMap, _ schema: LDAPMapSchema) -> [[UInt8]]? {
        for text in map.searchBases {
            let base = ComparedName.parts(of: text)
            guard !base.isEmpty, names.contains(base) else { continue }
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

/// The entries of a map, found by their keys.
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

    /// The entries with one of some keys, in order; all where no keys are given.
    func entries(for keys: [[UInt8]]?) -> [LDAPMapEntry] {
        guard let keys else { return all }
        let found = Set(keys.flatMap { positions[rule.compared($0)] ?? [] })
        return found.sorted().map { all[$0] }
    }
}

extension LDIFEntry {
    fileprivate func has(objectClass name: String) -> Bool {
        let name = name.lowercased()
        return values(of: "objectClass").contains { String(decoding: $0, as: UTF8.self).lowercased() == name }
    }
}
