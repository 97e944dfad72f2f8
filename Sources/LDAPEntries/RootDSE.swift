/// The information that a server gives about itself (RFC 4512 section 5.1).
public struct RootDSE: Sendable, Hashable {
    /// The bases below which the server has entries.
    public let namingContexts: [String]
    /// The base that most clients want: Active Directory, 389-DS and Kanidm name one.
    public let defaultNamingContext: String?
    /// The object identifiers of the controls that the server supports.
    public let supportedControls: Set<String>
    /// The object identifiers of the extended operations that the server supports.
    public let supportedExtensions: Set<String>
    /// The SASL mechanisms that the server supports.
    public let supportedSASLMechanisms: Set<String>
    /// The entry itself, for attributes that only some servers have, such as `vendorName` or `highestCommittedUSN`.
    public let entry: LDAPEntry

    /// Makes the information from the entry with the empty name.
    public init(_ entry: LDAPEntry) {
        self.entry = entry
        namingContexts = entry.texts(of: "namingContexts") ?? []
        defaultNamingContext = entry.text(of: "defaultNamingContext")
        supportedControls = Set(entry.texts(of: "supportedControl") ?? [])
        supportedExtensions = Set(entry.texts(of: "supportedExtension") ?? [])
        supportedSASLMechanisms = Set(entry.texts(of: "supportedSASLMechanisms") ?? [])
    }
}
