public import LDAPEntries

/// Where a directory has automount maps.
public struct MapFindings: Sendable, Hashable {
    /// The entry directly below which most of them are, or the master map if there is one.
    public let base: String
    /// Their schema.
    public let schema: LDAPMapSchema
    /// How many maps are there.
    public let count: Int
    /// How many maps are in other places.
    public let elsewhere: Int

    /// The name of the schema: `rfc2307bis`, `rfc2307`, or `organizational-units` for the classes of RFC 2307bis with
    /// the attributes `ou` and `cn`.
    public var schemaName: String {
        switch schema {
        case .rfc2307bis: "rfc2307bis"
        case .rfc2307: "rfc2307"
        default: "organizational-units"
        }
    }

    /// Makes findings.
    public init(base: String, schema: LDAPMapSchema, count: Int, elsewhere: Int = 0) {
        self.base = base
        self.schema = schema
        self.count = count
        self.elsewhere = elsewhere
    }
}

/// Counts automount maps by their place and schema.
struct MapTally {
    /// The filter for maps in all schemas.
    static let filter = "(|(objectClass=automountMap)(objectClass=nisMap))"
    /// The attributes to read.
    static let attributes = ["objectClass"] + schemas.map(\.mapAttribute)

    private static let schemas: [LDAPMapSchema] = [.rfc2307bis, .organizationalUnits, .rfc2307]
    private static let masters: Set<String> = ["auto.master", "auto_master"]

    private var places: [LDAPMapSchema: BoundedCounts] = [:]
    private var master: (base: String, schema: LDAPMapSchema)?
    private var count = 0

    /// Counts a map.
    mutating func add(_ entry: LDAPEntry) {
        let classes = Set((entry.texts(of: "objectClass") ?? []).map { $0.lowercased() })
        let schema = Self.schemas.first {
            classes.contains($0.mapObjectClass.lowercased()) && !entry.values(of: $0.mapAttribute).isEmpty
        }
        guard let schema, let base = DistinguishedName.parent(of: entry.dn) else { return }
        count += 1
        places[schema, default: BoundedCounts()].add(base)
        if master == nil, let name = entry.text(of: schema.mapAttribute), Self.masters.contains(name) {
            master = (base, schema)
        }
    }

    /// Where the maps are; nil without any, or if the name of the place cannot be written.
    func findings() -> MapFindings? {
        let all = places.flatMap { schema, counts in counts.list.map { (schema, $0) } }
            .sorted { ($1.1.count, $0.1.text) < ($0.1.count, $1.1.text) }
        let chosen = all.first { schema, place in
            guard let master else { return true }
            return schema == master.schema
                && DistinguishedName.compared(place.text) == DistinguishedName.compared(master.base)
        }
        guard let (schema, place) = chosen, DistinguishedName.isWellFormed(place.text),
            !place.text.contains("\u{FFFD}")
        else { return nil }
        return MapFindings(
            base: place.text,
            schema: schema,
            count: place.count,
            elsewhere: count - place.count
        )
    }
}
