import SourceText

/// Finds the values that several entries claim.
struct ClaimComparison {
    /// The conflicts, and the entries in them.
    struct Result {
        /// By kind and value.
        var list: [AccountConflict] = []
        /// The latest arrivals of the entries.
        var disputed: Set<Int> = []
    }

    let arrivals: Arrivals
    let repeated: RepeatedArrivals

    func result() -> Result {
        var result = Result()
        for kind in AccountConflict.Kind.allCases {
            for (value, entries) in shared(kind) {
                let latest = entries.map(repeated.latestArrival)
                // If every entry that claims a value is refused anyway, that is reported already.
                guard latest.contains(where: isServed) else { continue }
                result.disputed.formUnion(latest)
                result.list.append(
                    AccountConflict(kind: kind, value: value, dns: latest.map(arrivals.table.dn).sorted())
                )
            }
        }
        result.list.sort { ($0.kind.rawValue, $0.value) < ($1.kind.rawValue, $1.value) }
        return result
    }

    private func isServed(_ arrival: Int) -> Bool {
        arrivals.refusals[arrival] == nil && !repeated.isSuperseded(arrival)
    }

    /// The values of a kind that several entries claim, each with the entries.
    private func shared(_ kind: AccountConflict.Kind) -> [String: Set<Int>] {
        var shared: [String: Set<Int>] = [:]
        for numbers in candidates(kind).groups() {
            var owners: [String: Set<Int>] = [:]
            for number in numbers {
                let entry = repeated.entry(of: number)
                for claim in arrivals.claims(kind, of: number) {
                    owners[claim.value, default: []].insert(entry)
                }
            }
            for (value, entries) in owners where entries.count > 1 {
                shared[value, default: []].formUnion(entries)
            }
        }
        return shared
    }

    private func candidates(_ kind: AccountConflict.Kind) -> CandidateGroups {
        var candidates = CandidateGroups(capacity: arrivals.count)
        let table = arrivals.table
        let homeParents = table.homeParentNames.map { KeyHash(of: Array(($0 + "/").utf8)) }
        for number in 0..<arrivals.count where arrivals.refusals[number] == nil {
            var hash = KeyHash()
            switch kind {
            case .uidNumber: hash.combine(table.uidNumber(number))
            // Names of accounts are ASCII.
            case .name: for byte in table.name(number) { hash.combine(byte.asciiLowercased) }
            case .home:
                hash = homeParents[Int(table.homeParent(number))]
                hash.combine(table.homeName(number))
            }
            candidates.add(hash, of: number)
        }
        if kind == .name {
            for (number, names) in arrivals.aliases {
                for name in names { candidates.add(Claim.name(name).hash, of: number) }
            }
        }
        for (number, refusal) in arrivals.refusals {
            for claim in refusal.claims where claim.kind == kind { candidates.add(claim.hash, of: number) }
        }
        return candidates
    }
}
