/// A user of the directory whose entry passed every rule: somebody who gets a home.
public struct Account: Sendable, Hashable, Codable {
    /// The DN of the entry, for reports; it changes when the entry moves.
    public let dn: String
    /// The entryUUID (RFC 4530) of the entry where the directory gives it: who the account is, whatever its name.
    public let entryUUID: String?
    /// The login name.
    public let name: String
    /// The numeric user id that owns the home.
    public let uidNumber: UInt32
    /// The numeric id of the primary group.
    public let gidNumber: UInt32
    /// The home as the directory gives it, a path on clients such as `/home/alice`.
    public let homeDirectory: String
    /// The last component of the home: the key that clients look up, and the directory's name on the server.
    public let homeName: String

    /// Makes an account from values that ``AccountRules`` has let pass.
    public init(
        dn: String,
        entryUUID: String?,
        name: String,
        uidNumber: UInt32,
        gidNumber: UInt32,
        homeDirectory: String,
        homeName: String
    ) {
        self.dn = dn
        self.entryUUID = entryUUID
        self.name = name
        self.uidNumber = uidNumber
        self.gidNumber = gidNumber
        self.homeDirectory = homeDirectory
        self.homeName = homeName
    }
}
