public import LDAPEntries

/// What a server says about itself (RFC 4512 section 5.1).
public struct RootDSE: Sendable, Hashable {
    /// The bases below which the server holds entries.
    public let namingContexts: [String]
    /// The object identifiers of the controls that the server knows.
    public let supportedControls: Set<String>
    /// The object identifiers of the extended operations that the server knows.
    public let supportedExtensions: Set<String>
    /// The ways to authenticate through SASL.
    public let supportedSASLMechanisms: Set<String>
    /// The entry itself, for what only some servers have, such as `vendorName` or `highestCommittedUSN`.
    public let entry: LDAPEntry

    /// Reads the entry with the empty name.
    public init(_ entry: LDAPEntry) {
        self.entry = entry
        namingContexts = entry.texts(of: "namingContexts") ?? []
        supportedControls = Set(entry.texts(of: "supportedControl") ?? [])
        supportedExtensions = Set(entry.texts(of: "supportedExtension") ?? [])
        supportedSASLMechanisms = Set(entry.texts(of: "supportedSASLMechanisms") ?? [])
    }
}
