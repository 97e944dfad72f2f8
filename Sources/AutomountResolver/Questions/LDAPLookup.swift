public import LDAPEntries

/// A look-up in a map in LDAP: of all its entries, or of those that may match one key.
public struct LDAPLookup: Sendable, Hashable {
    /// The map.
    public let map: LDAPMap
    /// The key; nil for all entries.
    public let key: [UInt8]?
}

/// A map in LDAP, and where automount looks for it.
public struct LDAPMap: Sendable, Hashable {
    /// Its name, the value of the map attribute.
    ///
    /// A star in it matches anything. Nil for a map that is given by its DN, when any map at or below the search base
    /// counts.
    public let name: String?
    /// The URIs of the servers in the order of trying.
    public let servers: [String]
    /// The DNs at or below which the map is looked for, in order; the first map that is found counts.
    public let searchBases: [String]
    /// The schemas in the order of trying; the first by which the map is found counts.
    public let schemas: [LDAPMapSchema]
}

/// An entry of a map in LDAP.
public struct LDAPMapEntry: Sendable, Hashable {
    /// Its DN.
    public let distinguishedName: String
    /// The values of the entry attribute.
    public let keys: [[UInt8]]
    /// The values of the value attribute.
    public let values: [[UInt8]]

    /// Creates an entry.
    public init(distinguishedName: String, keys: [[UInt8]], values: [[UInt8]]) {
        self.distinguishedName = distinguishedName
        self.keys = keys
        self.values = values
    }
}

/// The result of asking LDAP.
public enum LDAPOutcome: Sendable, Hashable {
    /// The map exists; these are its matching entries, in the order of the server, and the schema by which the map was
    /// found.
    case found(entries: [LDAPMapEntry], schema: LDAPMapSchema)
    /// LDAP answered, and has no such map.
    case noSuchMap
    /// No server answered properly; the reason names the server, the request and what to do.
    case unavailable(reason: String)
    /// LDAP was not asked.
    case notAsked
}
