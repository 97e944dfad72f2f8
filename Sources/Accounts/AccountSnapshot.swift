/// The accounts at one moment: the result of one complete search in LDAP.
public struct AccountSnapshot: Sendable, Hashable {
    /// The accounts to serve, by home name.
    public let accounts: [Account]
    /// The entries that break a rule, by DN.
    public let refused: [RefusedEntry]
    /// The values that several entries claim, by kind and value.
    public let conflicts: [AccountConflict]

    /// Makes a snapshot.
    public init(accounts: [Account], refused: [RefusedEntry], conflicts: [AccountConflict]) {
        self.accounts = accounts
        self.refused = refused
        self.conflicts = conflicts
    }
}
