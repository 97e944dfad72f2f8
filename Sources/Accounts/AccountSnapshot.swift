/// The accounts at one moment: the result of one complete search in LDAP.
public struct AccountSnapshot: Sendable, Hashable {
    /// The accounts to serve, by home name.
    public let accounts: [Account]
    /// The entries that break a rule, by DN.
    public let refused: [RefusedEntry]
    /// The values that several entries claim, by kind and value.
    public let conflicts: [AccountConflict]

    /// The refused entries that the configuration does not know.
    public var unknownRefusals: [RefusedEntry] { refused.filter { !$0.isKnown } }
    /// The names of all homes that entries claim, also refused ones: their homes belong to somebody.
    public let homeNames: Set<String>

    /// Makes a snapshot.
    public init(
        accounts: [Account],
        refused: [RefusedEntry],
        conflicts: [AccountConflict],
        homeNames: Set<String> = []
    ) {
        self.accounts = accounts
        self.refused = refused
        self.conflicts = conflicts
        self.homeNames = homeNames
    }
}
