import LDAPEntries
import SourceText

extension AccountRules {
    /// Hashes of what an entry must not share with another one: its identity, and what it claims.
    ///
    /// What an entry means depends only on itself and on those with which it shares a hash.
    func links(of entry: LDAPEntry) -> [UInt64] {
        var links = [hash("dn", DistinguishedName.compared(entry.dn).utf8)]
        let id = StableID.bytes(of: entry, in: attributes.stableID)
        if !id.isEmpty { links.append(hash("id", id)) }
        guard let account = try? accept(entry, at: 0) else { return links + claimed(by: entry) }
        links.append(hash(of: .uidNumber, "\(account.uidNumber)".utf8))
        links.append(hash(of: .name, account.name.lazy.map(\.asciiLowercased)))
        links.append(hash(of: .home, account.homeParent + [.slash] + account.homeName))
        for alias in aliases(of: entry) { links.append(hash(of: .name, Claim.name(alias).value.utf8)) }
        return links
    }

    /// The hashes of what a refused entry claims and an account can claim as well.
    ///
    /// Many may share what no account can claim, such as the home `/nonexistent`, without consequences.
    private func claimed(by entry: LDAPEntry) -> [UInt64] {
        claims(of: entry).filter { claim in
            switch claim.kind {
            case .name: true
            case .home: claim.value.hasPrefix(prefix + "/")
            case .uidNumber: UInt32(claim.value).map(uidNumbers.contains) ?? false
            }
        }.map { hash(of: $0.kind, $0.value.utf8) }
    }

    private func hash(of kind: AccountConflict.Kind, _ value: some Sequence<UInt8>) -> UInt64 {
        hash(kind.rawValue, value)
    }

    private func hash(_ kind: String, _ value: some Sequence<UInt8>) -> UInt64 {
        var hash = KeyHash(of: kind.utf8)
        hash.combine(0 as UInt8)
        hash.combine(value)
        return hash.whole
    }
}

/// The rows that have a hash, for each hash.
struct LinkIndex: Sendable {
    // Most hashes belong to one row.
    private var first: [UInt64: UInt32] = [:]
    private var others: [UInt64: Set<UInt32>] = [:]

    mutating func add(_ row: UInt32, to links: [UInt64]) {
        for link in links {
            if let holder = first[link] {
                if holder != row { others[link, default: []].insert(row) }
            } else {
                first[link] = row
            }
        }
    }

    mutating func remove(_ row: UInt32, from links: [UInt64]) {
        for link in links {
            if first[link] == row {
                let next = others[link]?.first
                first[link] = next
                if let next { others[link]?.remove(next) }
            } else {
                others[link]?.remove(row)
            }
            if others[link]?.isEmpty == true { others[link] = nil }
        }
    }

    /// The rows with one of several hashes.
    func rows(with links: [UInt64]) -> Set<UInt32> {
        var rows: Set<UInt32> = []
        for link in links {
            if let holder = first[link] { rows.insert(holder) }
            if let more = others[link] { rows.formUnion(more) }
        }
        return rows
    }
}
