/// Something unusual that keeps nobody from being served.
///
/// It does not count for the exit status.
public struct Notice: Sendable, Hashable, Codable {
    /// What is unusual.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// An account owns directories in the homes root besides its home.
        case otherDirectories = "other-directories"
        /// Homes have another group than LDAP has for their accounts.
        case otherGroup = "other-group"
        /// Every user can write in homes.
        case writableByOthers = "writable-by-others"
        /// Homes are mount points of their own, and sync leaves them alone.
        case mountPoint = "mount-point"
        /// Accounts that are disabled or expired get no home.
        case unusedAccount = "unused-account"
        /// Accounts whose entry says that their home is on another file server.
        case placedElsewhere = "placed-elsewhere"
        /// Homes whose account has its home on another file server.
        case homeOfOtherServer = "home-of-other-server"
        /// Accounts are in none of the groups whose members get homes.
        case outOfScope = "out-of-scope"
        /// Homes whose account is in none of these groups.
        case homeOutOfScope = "home-out-of-scope"
        /// The LDAP server lags behind another one or cannot be compared with it, or the accounts are those of a file.
        case laggingServer = "lagging-server"
        /// A left-over of a killed sync could not be removed.
        case leftOver = "left-over"
    }

    /// What is unusual.
    public let kind: Kind
    /// How many homes or accounts it concerns.
    public let count: Int
    /// What was found.
    public let message: String

    /// Makes a notice.
    public init(kind: Kind, count: Int, message: String) {
        self.kind = kind
        self.count = count
        self.message = message
    }
}
