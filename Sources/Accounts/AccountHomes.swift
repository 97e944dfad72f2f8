public import LDAPEntries

/// The homes of all accounts, as LDAP or an LDIF file has them.
public struct AccountHomes: Sendable, Hashable {
    /// The paths on clients.
    public let paths: [String]
    /// How many entries are refused, or claim what another one claims.
    public let refusedCount: Int

    /// The homes of the accounts that a search found.
    public init(of reading: AccountReading) {
        paths = reading.accounts.map(\.homeDirectory)
        refusedCount = reading.refused.count + reading.conflicts.reduce(0) { $0 + $1.dns.count }
    }

    /// The homes that entries have, by no other rule than that a home is an absolute path.
    ///
    /// - Parameters:
    ///   - entries: The entries; those without a home are no accounts.
    ///   - attribute: The attribute that holds a home.
    public init(in entries: [LDIFEntry], attribute: String) {
        let homes = entries.flatMap { $0.values(of: attribute) }
        paths = homes.compactMap { String(validating: $0, as: UTF8.self) }.filter {
            $0.hasPrefix("/") && !$0.utf8.contains(0)
        }
        refusedCount = homes.count - paths.count
    }
}
