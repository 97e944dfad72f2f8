public import LDAPEntries

/// The homes of all accounts in LDAP or in an LDIF file.
public struct AccountHomes: Sendable, Hashable {
    /// The paths on clients.
    public let paths: [String]
    /// How many entries are refused, or conflict with another entry.
    public let refusedCount: Int

    /// The homes of the accounts that a search found.
    public init(of snapshot: AccountSnapshot) {
        paths = snapshot.accounts.map(\.homeDirectory)
        refusedCount = snapshot.refused.count + snapshot.conflicts.reduce(0) { $0 + $1.dns.count }
    }

    /// The homes of entries; the only rule is that a home must be an absolute path.
    ///
    /// - Parameters:
    ///   - entries: The entries; those without a home are ignored.
    ///   - attribute: The attribute that holds a home.
    public init(in entries: [LDIFEntry], attribute: String) {
        let homes = entries.flatMap { $0.values(of: attribute) }
        paths = homes.compactMap { String(validating: $0, as: UTF8.self) }.filter {
            $0.hasPrefix("/") && !$0.utf8.contains(0)
        }
        refusedCount = homes.count - paths.count
    }
}
