public import LDAPEntries

/// A look-up in a map that a directory holds: all entries of it, or those that may serve one key.
public struct LDAPLookup: Sendable, Hashable {
    /// The map.
    public let map: LDAPMap
    /// The key; nil for all entries.
    public let key: [UInt8]?
}

/// A map in a directory, and where automount looks for it.
public struct LDAPMap: Sendable, Hashable {
    /// Its name, which the map attribute holds.
    ///
    /// A star in it stands for anything. Nil where any map at the search base or below it will do, as for one that is
    /// given by its DN.
    public let name: String?
    /// The URIs of the servers in the order in which they are tried.
    public let servers: [String]
    /// The DNs at or below which the map is looked for, in order; the first map that is found holds.
    public let searchBases: [String]
    /// The schemas in the order in which they are tried; the first by which the map is found holds.
    public let schemas: [LDAPMapSchema]
}

/// An entry of a map as a directory holds it.
public struct LDAPMapEntry: Sendable, Hashable {
    /// Its DN.
    public let distinguishedName: String
    /// The values of the entry attribute.
    public let keys: [[UInt8]]
    /// The values of the value attribute.
    public let values: [[UInt8]]

    /// Describes an entry.
    public init(distinguishedName: String, keys: [[UInt8]], values: [[UInt8]]) {
        self.distinguishedName = distinguishedName
        self.keys = keys
        self.values = values
    }
}

/// What asking a directory gave.
public enum LDAPOutcome: Sendable, Hashable {
    /// The map is there; these are its entries that were asked for, in the order of the server, and the schema by
    /// which the map was found.
    case found(entries: [LDAPMapEntry], schema: LDAPMapSchema)
    /// The directory answered, and has no such map.
    case noSuchMap
    /// No server answered as it should; the reason names the server, what was asked and what to do.
    case unavailable(reason: String)
    /// The directory was not asked.
    case notAsked
}
