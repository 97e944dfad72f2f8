/// What to look for in a directory (RFC 4511 section 4.5.1).
public struct SearchRequest: Sendable, Hashable {
    /// How far below the base to look.
    public enum Scope: Sendable, Hashable {
        /// The base alone.
        case base
        /// The entries right below the base.
        case oneLevel
        /// The base and everything below it.
        case subtree
    }

    /// The distinguished name at which the search starts.
    public var base: String
    /// How far below the base to look.
    public var scope: Scope
    /// Which entries to take, in the string form of RFC 4515; put foreign text in with ``SearchFilter``.
    public var filter: String
    /// The attributes to read, all user attributes where empty.
    ///
    /// `entryUUID` is always asked for as well.
    public var attributes: [String]
    /// How many entries to ask for at a time (RFC 2696), for servers that limit one answer; nil for one
    /// answer.
    public var pageSize: Int?

    /// Describes a search.
    ///
    /// - Parameters:
    ///   - base: The distinguished name at which the search starts.
    ///   - scope: How far below the base to look.
    ///   - filter: Which entries to take.
    ///   - attributes: The attributes to read; all user attributes where empty.
    ///   - pageSize: How many entries to ask for at a time; nil for one answer.
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

    /// What is sent as the list of attributes.
    var requestedAttributes: [String] {
        let wanted = attributes.isEmpty ? ["*"] : attributes
        return wanted.contains { $0.lowercased() == "entryuuid" } ? wanted : wanted + ["entryUUID"]
    }
}
