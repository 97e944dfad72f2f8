/// A search in LDAP (RFC 4511 section 4.5.1).
public struct SearchRequest: Sendable, Hashable {
    /// How far below the base to search.
    public enum Scope: Sendable, Hashable {
        /// The base only.
        case base
        /// The entries directly below the base.
        case oneLevel
        /// The base and everything below it.
        case subtree
    }

    /// The distinguished name at which the search starts.
    public var base: String
    /// How far below the base to search.
    public var scope: Scope
    /// The filter for entries, in the string form of RFC 4515; escape untrusted text with ``SearchFilter``.
    public var filter: String
    /// The attributes to read; if empty, all user attributes.
    public var attributes: [String]
    /// The number of entries per page (RFC 2696), for servers that limit the size of an answer; nil for a search
    /// without pages.
    public var pageSize: Int?
    /// The continuation references that do not make the answer incomplete, because nothing of interest is there.
    public var ignoredReferences: [ReferencePattern] = []
    /// Whether to let Active Directory leave out references to its own partitions, which hold no accounts.
    public var staysInDomain = false

    /// Makes a search.
    ///
    /// - Parameters:
    ///   - base: The distinguished name at which the search starts.
    ///   - scope: How far below the base to search.
    ///   - filter: The filter for entries.
    ///   - attributes: The attributes to read; if empty, all user attributes.
    ///   - pageSize: The number of entries per page; nil for a search without pages.
    public init(
        base: String,
        scope: Scope = .subtree,
        filter: String = "(objectClass=*)",
        attributes: [String] = [],
        pageSize: Int? = nil
    ) {
        self.base = base
        self.scope = scope
        self.filter = filter
        self.attributes = attributes
        self.pageSize = pageSize
    }
}
