/// Why an account that follows every rule gets no home from this server.
enum UnservedAccount: Sendable {
    /// Its home is on another file server.
    case elsewhere
    /// It is in none of the groups whose members get homes.
    case outOfScope
}

/// The entries of a search by the numbers in which they arrived, each with what the rules made of it.
struct Arrivals: Sendable {
    /// An entry that the rules refused.
    struct Refusal: Sendable {
        var entry: RefusedEntry
        let claims: [Claim]
    }

    private(set) var table = EntryTable()
    private(set) var refusals: [Int: Refusal] = [:]
    /// The accounts that get no home from this server.
    private(set) var unserved: [Int: UnservedAccount] = [:]
    /// Further login names of accounts that have several.
    private(set) var aliases: [Int: [String]] = [:]

    var count: Int { table.count }

    mutating func add(_ account: AcceptedEntry, unserved reason: UnservedAccount?, aliases: [String]) {
        let number = table.count
        table.append(account)
        if let reason { unserved[number] = reason }
        if !aliases.isEmpty { self.aliases[number] = aliases }
    }

    mutating func add(
        _ refused: RefusedEntry,
        dn: ArraySlice<UInt8>,
        stableID: ArraySlice<UInt8>,
        claims: [Claim]
    ) {
        refusals[table.count] = Refusal(entry: refused, claims: claims)
        table.append(refused: dn, stableID: stableID)
    }

    /// Whether both arrivals have the same values; the DN may differ, because an entry may be moved.
    func haveSameValues(_ one: Int, _ other: Int) -> Bool {
        switch (refusals[one]?.entry, refusals[other]?.entry) {
        case (nil, nil):
            let (first, second) = (table.account(one), table.account(other))
            return first.name == second.name && first.uidNumber == second.uidNumber
                && first.gidNumber == second.gidNumber && first.homeDirectory == second.homeDirectory
                && first.state == second.state && unserved[one] == unserved[other]
        case (let first?, let second?):
            return first.reason == second.reason && first.message == second.message
        default: return false
        }
    }

    /// What an arrival claims of one kind.
    func claims(_ kind: AccountConflict.Kind, of number: Int) -> [Claim] {
        if let refusal = refusals[number] { return refusal.claims.filter { $0.kind == kind } }
        switch kind {
        case .uidNumber: return [.uidNumber("\(table.uidNumber(number))")]
        case .home: return [.home(table.home(number))]
        case .name:
            let names = [String(decoding: table.name(number), as: UTF8.self)] + (aliases[number] ?? [])
            return names.map(Claim.name)
        }
    }

    /// The last components of the homes that an arrival claims.
    func homeNames(of number: Int) -> [String] {
        claims(.home, of: number).compactMap { $0.value.split(separator: "/").last.map(String.init) }
    }
}
