/// The accounts at one moment: the result of one complete search in LDAP.
public struct AccountSnapshot: Sendable, Equatable {
    /// The accounts to serve, by home name.
    public let accounts: AccountList
    /// The accounts whose homes are on other file servers, by home name.
    public let elsewhere: AccountList
    /// The accounts that are in none of the groups whose members get homes, by home name.
    public let outOfScope: AccountList
    /// The entries that are refused, by DN.
    public let refused: [RefusedEntry]
    /// The values that several entries claim, by kind and value.
    public let conflicts: [AccountConflict]
    /// The last components of the homes of entries that are refused or in conflict.
    public let unservedHomeNames: Set<String>
    /// Why no entry counts as gone that the answer does not have; nil if the answer is complete and up to date.
    public var removalObjection: String?

    /// The refused entries that the configuration does not list as known.
    public var unknownRefusals: [RefusedEntry] { refused.filter { !$0.isKnown } }

    /// Makes a snapshot from lists in order.
    public init(
        accounts: AccountList,
        elsewhere: AccountList = AccountList([]),
        outOfScope: AccountList = AccountList([]),
        refused: [RefusedEntry],
        conflicts: [AccountConflict],
        unservedHomeNames: Set<String> = []
    ) {
        self.accounts = accounts
        self.elsewhere = elsewhere
        self.outOfScope = outOfScope
        self.refused = refused
        self.conflicts = conflicts
        self.unservedHomeNames = unservedHomeNames
    }
}
