/// Two or more entries that claim one thing which only one may have: none of them is touched.
public struct AccountConflict: Sendable, Hashable, Codable {
    /// What is claimed.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// One numeric user id: each would own the other's files.
        case uidNumber = "uid-number"
        /// One login name; LDAP compares `uid` without regard to case (RFC 4519, section 2.39), and so does this.
        case name
        /// One home.
        case home
    }

    /// What is claimed.
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
