/// The names of the attributes that an account is read from.
///
/// The defaults are those of posixAccount (RFC 2307, section 3). Active Directory keeps the Unix home in
/// `unixHomeDirectory`, as its `homeDirectory` is a Windows path.
public struct AttributeNames: Sendable, Hashable {
    /// The login name.
    public var name: String
    /// The numeric user id.
    public var uidNumber: String
    /// The numeric id of the primary group.
    public var gidNumber: String
    /// The home on clients.
    public var homeDirectory: String
    /// The identity of the entry, which stays the same after a rename (RFC 4530).
    public var entryUUID: String

    /// Makes the names; the defaults are those of posixAccount.
    public init(
        name: String = "uid",
        uidNumber: String = "uidNumber",
        gidNumber: String = "gidNumber",
        homeDirectory: String = "homeDirectory",
        entryUUID: String = "entryUUID"
    ) {
        self.name = name
        self.uidNumber = uidNumber
        self.gidNumber = gidNumber
        self.homeDirectory = homeDirectory
        self.entryUUID = entryUUID
    }

    /// All names, so that a search asks for these attributes only.
    public var all: [String] {
        [name, uidNumber, gidNumber, homeDirectory, entryUUID] + AccountState.attributes
    }
}
