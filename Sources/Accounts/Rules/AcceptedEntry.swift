import SourceText

/// The values of an entry that the rules accepted, as bytes: a search may return a million entries, and strings of all
/// of them would be made only to be copied.
struct AcceptedEntry {
    /// The DN, in UTF-8.
    let dn: ArraySlice<UInt8>
    /// The stable id, in UTF-8; empty if the entry has none.
    let stableID: ArraySlice<UInt8>
    let name: ArraySlice<UInt8>
    /// The home before its last component and the slash.
    let homeParent: ArraySlice<UInt8>
    let homeName: ArraySlice<UInt8>
    let uidNumber: UInt32
    let gidNumber: UInt32
    let state: AccountState
}

extension AcceptedEntry {
    init(_ account: Account) {
        let home = Array(account.homeDirectory.utf8)
        self.init(
            dn: Array(account.dn.utf8)[...],
            stableID: Array((account.stableID ?? "").utf8)[...],
            name: Array(account.name.utf8)[...],
            homeParent: home.dropLast(account.homeName.utf8.count + 1),
            homeName: Array(account.homeName.utf8)[...],
            uidNumber: account.uidNumber,
            gidNumber: account.gidNumber,
            state: account.state
        )
    }
}

extension Account {
    init(_ accepted: AcceptedEntry) {
        self.init(
            dn: String(decoding: accepted.dn, as: UTF8.self),
            stableID: accepted.stableID.isEmpty ? nil : String(decoding: accepted.stableID, as: UTF8.self),
            name: String(decoding: accepted.name, as: UTF8.self),
            uidNumber: accepted.uidNumber,
            gidNumber: accepted.gidNumber,
            homeDirectory: String(
                decoding: accepted.homeParent + [.slash] + accepted.homeName,
                as: UTF8.self
            ),
            state: accepted.state
        )
    }
}
