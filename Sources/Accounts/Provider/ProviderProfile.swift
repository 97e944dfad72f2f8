/// What autohome must know about a product to read accounts from it.
public struct ProviderProfile: Sendable, Hashable {
    /// The product.
    public let kind: ProviderKind
    /// The attributes that hold the values of an account.
    public let attributes: AttributeNames
    /// The filter for users, in the string form of RFC 4515.
    public let userFilter: String
    /// The attributes that tell whether an account is in use.
    public let stateAttributes: [String]
    /// How many entries to request at a time; nil if the server returns all of them at once.
    public let pageSize: Int?
    /// How changes can be noticed.
    public let changes: ChangeFeed

    /// The profile of a product.
    public init(_ kind: ProviderKind) {
        self.kind = kind
        switch kind {
        case .openldap:
            attributes = AttributeNames()
            userFilter = Self.posixAccounts
            stateAttributes = ["shadowExpire", "pwdAccountLockedTime"]
            pageSize = nil
            changes = .contentSynchronisation
        case .directoryServer389:
            attributes = AttributeNames(stableID: "nsUniqueId")
            userFilter = Self.posixAccounts
            stateAttributes = ["shadowExpire", "nsAccountLock"]
            pageSize = Self.pageOf389
            changes = .modificationTimes
        case .freeIPA:
            attributes = AttributeNames(stableID: "ipaUniqueID")
            userFilter = Self.posixAccounts
            stateAttributes = ["shadowExpire", "nsAccountLock"]
            pageSize = Self.pageOf389
            changes = .modificationTimes
        case .activeDirectory, .samba:
            attributes = AttributeNames(
                name: "sAMAccountName",
                homeDirectory: "unixHomeDirectory",
                stableID: "objectGUID"
            )
            // Computers are of the class "user" too, but not of the category "person".
            userFilter = "(&(objectCategory=person)(objectClass=user)(uidNumber=*))"
            stateAttributes = ["userAccountControl", "accountExpires"]
            // MaxPageSize is 1000 by default (MS-ADTS section 3.1.1.3.4.6).
            pageSize = 1_000
            changes = .updateSequenceNumbers
        case .kanidm:
            attributes = AttributeNames()
            userFilter = Self.posixAccounts
            stateAttributes = []
            pageSize = nil
            changes = .reads
        case .other:
            attributes = AttributeNames()
            userFilter = Self.posixAccounts
            stateAttributes = AccountState.attributes
            pageSize = nil
            changes = .modificationTimes
        }
    }

    /// The size limit of 389 Directory Server, 2000 by default, holds for each page.
    private static let pageOf389 = 500

    private static let posixAccounts = "(objectClass=posixAccount)"
}
