/// A user from LDAP whose entry passed every rule and who gets a home.
public struct Account: Sendable, Hashable {
    /// The DN of the entry, for reports; it changes when the entry moves.
    public let dn: String
    /// The id that stays the same when the account is renamed, such as its entryUUID (RFC 4530); nil if there is none.
    public let stableID: String?
    /// The login name.
    public let name: String
    /// The numeric user id that owns the home.
    public let uidNumber: UInt32
    /// The numeric id of the primary group.
    public let gidNumber: UInt32
    /// The home as clients have it, a path such as `/home/alice`.
    public let homeDirectory: String
    /// The last component of the home: the key that clients look up, and the name of the directory on the server.
    public let homeName: String
    /// Whether the account is in use; one that is not gets no new home.
    public var state: AccountState

    /// Makes an account from values that ``AccountRules`` accepted.
    public init(
        dn: String,
        stableID: String?,
        name: String,
        uidNumber: UInt32,
        gidNumber: UInt32,
        homeDirectory: String,
        state: AccountState = .active
    ) {
        self.dn = dn
        self.stableID = stableID
        self.name = name
        self.uidNumber = uidNumber
        self.gidNumber = gidNumber
        self.homeDirectory = homeDirectory
        let start = homeDirectory.utf8.lastIndex(of: UInt8(ascii: "/")).map(homeDirectory.utf8.index(after:))
        homeName = String(homeDirectory[(start ?? homeDirectory.startIndex)...])
        self.state = state
    }
}
