/// Several entries that claim a value which only one entry may have; none of them is served.
public struct AccountConflict: Sendable, Hashable, Codable {
    /// The kind of value that is claimed.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// A numeric user id: its users would own each other's files.
        case uidNumber = "uid-number"
        /// A login name; the attribute `uid` ignores case (RFC 4519, section 2.39), and so does this comparison.
        case name
        /// A home.
        case home
    }

    /// The kind of value that is claimed.
    public let kind: Kind
    /// The value that is claimed.
    public let value: String
    /// The DNs of the entries that claim it, sorted.
    public let dns: [String]

    /// Reports a conflict.
    public init(kind: Kind, value: String, dns: [String]) {
        self.kind = kind
        self.value = value
        self.dns = dns
    }
}
