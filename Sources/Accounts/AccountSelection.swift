public import LDAPEntries

/// Sorts the entries of one complete search into accounts, refused entries and conflicts.
///
/// Entries are added as they arrive. The number, name and home that an entry claims count even if the entry itself is
/// refused. So a broken entry cannot hide that two people have the same number. An entry that arrives more than once
/// counts once; if it has other values then, it is refused, because nobody knows which of them are in force.
public struct AccountSelection: Sendable {
    private let rules: AccountRules
    private let time: Int
    private var known = KnownEntries()
    /// What became of each entry, by its number.
    private var outcomes: [Result<Account, RefusedEntry>] = []
    private var claims: [Claim: [Int]] = [:]
    private var homeNames: Set<String> = []

    private struct Claim: Hashable {
        let kind: AccountConflict.Kind
        let value: String
    }

    /// Starts an empty selection.
    ///
    /// - Parameters:
    ///   - rules: The rules that entries must follow.
    ///   - time: The time at which accounts must be in use, in seconds since 1970-01-01 UTC.
    public init(rules: AccountRules, at time: Int) {
        self.rules = rules
        self.time = time
    }

    /// Adds one entry.
    public mutating func add(_ entry: LDAPEntry) {
        let outcome = Result { () throws(RefusedEntry) in
            var account = try rules.account(from: entry)
            account.state = AccountState(of: entry, at: time)
            return account
        }
        let number: Int
        switch known.recognise(entry, by: rules.attributes.stableID) {
        case .new(let added):
            number = added
            outcomes.append(outcome)
        case .again(let earlier):
            number = earlier
            outcomes[earlier] = outcomes[earlier].hasSameValues(as: outcome) ? outcome : changed(entry)
        case .replacing(let earlier):
            number = earlier
            outcomes[earlier] = changed(entry)
        }
        for home in entry.values(of: rules.attributes.homeDirectory) {
            if let name = home.split(separator: UInt8(ascii: "/")).last {
                homeNames.insert(String(decoding: name, as: UTF8.self))
            }
        }
        for claim in claimed(by: entry) where claims[claim]?.contains(number) != true {
            claims[claim, default: []].append(number)
        }
    }

    /// The result; every list is sorted, so that the same entries in another order give the same result.
    public func result() -> AccountSnapshot {
        let shared = claims.filter { $0.value.count > 1 }
        let disputed = Set(shared.values.joined())
        // If every entry that claims a value is refused anyway, that is reported already.
        let conflicts = shared.filter { $0.value.contains { outcomes[$0].isAccount } }.map { claim, numbers in
            AccountConflict(
                kind: claim.kind,
                value: claim.value,
                dns: numbers.map { outcomes[$0].dn }.sorted()
            )
        }
        var accounts: [Account] = []
        var refused: [RefusedEntry] = []
        for (number, outcome) in outcomes.enumerated() {
            switch outcome {
            case .success(let account): if !disputed.contains(number) { accounts.append(account) }
            case .failure(var refusal):
                refusal.isKnown = rules.knownRefusals.covers(refusal)
                refused.append(refusal)
            }
        }
        return AccountSnapshot(
            accounts: accounts.sorted { $0.homeName < $1.homeName },
            refused: refused.sorted { $0.dn < $1.dn },
            conflicts: conflicts.sorted { ($0.kind.rawValue, $0.value) < ($1.kind.rawValue, $1.value) },
            homeNames: homeNames
        )
    }

    private func changed(_ entry: LDAPEntry) -> Result<Account, RefusedEntry> {
        .failure(
            RefusedEntry(
                dn: entry.dn,
                reason: .changedMeanwhile,
                message:
                    "the entry was changed during the search: it arrived twice, with different values; the "
                    + "next run reads it again"
            )
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

extension Result<Account, RefusedEntry> {
    fileprivate var isAccount: Bool {
        if case .success = self { true } else { false }
    }

    /// The DN of the entry.
    fileprivate var dn: String {
        switch self {
        case .success(let account): account.dn
        case .failure(let refusal): refusal.dn
        }
    }

    /// Whether both came from the same values; the DN may differ, because an entry may be moved.
    fileprivate func hasSameValues(as other: Result<Account, RefusedEntry>) -> Bool {
        switch (self, other) {
        case (.success(let one), .success(let two)):
            one.name == two.name && one.uidNumber == two.uidNumber && one.gidNumber == two.gidNumber
                && one.homeDirectory == two.homeDirectory && one.state == two.state
        case (.failure(let one), .failure(let two)): one.reason == two.reason && one.message == two.message
        default: false
        }
    }
}
