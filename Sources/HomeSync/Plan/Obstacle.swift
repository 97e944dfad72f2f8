/// Something on the disk that prevents an account in LDAP from being served.
///
/// It is reported and not changed.
public struct Obstacle: Sendable, Hashable, Codable {
    /// The kind of obstacle.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// The home of that name belongs to another numeric user id.
        case foreignOwner = "foreign-owner"
        /// Something that is not a directory has the name of a home.
        case notDirectory = "not-directory"
        /// The account's number already owns another directory in the homes root.
        case numberOwnsOtherHome = "number-owns-other-home"
        /// The account's entry has a home under another name.
        case renamed
        /// The home was made for another entry in LDAP, or two homes were made for this one.
        case otherIdentity = "other-identity"
        /// The record of the home does not describe the directory that is there.
        case recordMismatch = "record-mismatch"
        /// The home was a mount point of its own and is not mounted, so nothing is known of it.
        case notMounted = "not-mounted"
        /// LDAP shows no user, or far fewer than there are homes.
        case noAccounts = "no-accounts"
        /// The owner or the mode of the homes root is wrong, or a mount is in the way, so nothing is made.
        case homesRoot = "homes-root"
        /// The disk has no room for all new homes.
        case noSpace = "no-space"
        /// A file cannot be edited without changing lines that somebody else wrote.
        case fileConflict = "file-conflict"
    }

    /// The kind of obstacle.
    public let kind: Kind
    /// The path, on this server.
    public let path: String
    /// The DN of the entry that is not served because of it; nil for a file that concerns all entries.
    public let dn: String?
    /// What was found, what was expected and what to do.
    public let message: String

    /// Makes an obstacle.
    public init(kind: Kind, path: String, dn: String?, message: String) {
        self.kind = kind
        self.path = path
        self.dn = dn
        self.message = message
    }
}
