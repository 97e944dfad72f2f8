/// What one complete search of the directory comes to.
public struct AccountReading: Sendable, Hashable {
    /// The accounts to serve, by home name.
    public let accounts: [Account]
    /// The entries that break a rule, by DN.
    public let refused: [RefusedEntry]
    /// What several entries claim, by kind and value.
    public let conflicts: [AccountConflict]

    /// Puts a reading together.
    public init(accounts: [Account], refused: [RefusedEntry], conflicts: [AccountConflict]) {
        self.accounts = accounts
        self.refused = refused
        self.conflicts = conflicts
    }
}
