public import LDAPEntries

/// Sorts the entries of one complete search into accounts, refused entries and conflicts.
///
/// Entries are added as they arrive. The number, name and home that an entry claims count even if the entry itself is
/// refused. So a broken entry cannot hide that two people have the same number.
public struct AccountSelection: Sendable {
    private let rules: AccountRules
    private var accepted: [Account] = []
    private var refused: [RefusedEntry] = []
    private var claims: [Claim: [String]] = [:]
    private var homeNames: Set<String> = []

    private struct Claim: Hashable {
        let kind: AccountConflict.Kind
        let value: String
    }

    /// Starts an empty selection.
    public init(rules: AccountRules) {
        self.rules = rules
    }

    /// Adds one entry.
    public mutating func add(_ entry: LDAPEntry) {
        for claim in claimed(by: entry) {
            claims[claim, default: []].append(entry.dn)
        }
        for home in entry.values(of: rules.attributes.homeDirectory) {
            if let name = home.split(separator: UInt8(ascii: "/")).last {
                homeNames.insert(String(decoding: name, as: UTF8.self))
            }
        }
        do {
            accepted.append(try rules.account(from: entry))
        } catch {
            refused.append(error)
        }
    }

    /// The result; every list is sorted, so that the same entries in another order give the same result.
    public func result() -> AccountSnapshot {
        let shared = claims.filter { $0.value.count > 1 }
        let disputed = Set(shared.values.joined())
        let served = Set(accepted.lazy.map(\.dn))
        // If every entry that claims a value is refused anyway, that is reported already.
        let conflicts = shared.filter { $0.value.contains(where: served.contains) }.map { claim, dns in
            AccountConflict(kind: claim.kind, value: claim.value, dns: dns.sorted())
        }
        return AccountSnapshot(
            accounts: accepted.filter { !disputed.contains($0.dn) }.sorted { $0.homeName < $1.homeName },
            refused: refused.sorted { $0.dn < $1.dn },
            conflicts: conflicts.sorted { ($0.kind.rawValue, $0.value) < ($1.kind.rawValue, $1.value) },
            homeNames: homeNames
        )
    }

    private func claimed(by entry: LDAPEntry) -> Set<Claim> {
        let attributes = rules.attributes
        var claims: Set<Claim> = []
        for value in entry.values(of: attributes.uidNumber) {
            let text = String(decoding: value, as: UTF8.self)
            claims.insert(Claim(kind: .uidNumber, value: UInt32(text).map { "\($0)" } ?? text))
        }
        for value in entry.values(of: attributes.name) {
            claims.insert(Claim(kind: .name, value: String(decoding: value, as: UTF8.self).lowercased()))
        }
        for value in entry.values(of: attributes.homeDirectory) {
            claims.insert(Claim(kind: .home, value: String(decoding: value, as: UTF8.self)))
        }
        return claims
    }
}
