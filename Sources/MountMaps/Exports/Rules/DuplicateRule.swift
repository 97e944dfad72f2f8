import SourceText

/// The same path exported to the same client more than once.
enum DuplicateRule: ExportsRule {
    static let duplicate = Rule(
        code: "EXP020",
        name: "duplicate-export",
        severity: .error,
        summary: "The same path exported twice to the same client.",
        reason:
            "exportfs ignores the second one and its options, and exits with an error, which can keep the NFS server "
            + "from starting.",
        cure: "Keep one of them.",
        example: "/h *(rw)\n/h *(ro)\n",
        corrected: "/h a(rw)\n/h *(ro)\n"
    )

    static let rules = [duplicate]

    // For a handful of clients, a linear search is faster than hashing.
    fileprivate static let few = 8

    static func check(_ check: ExportsCheck) {
        var others = ClientIndex(check)
        var own: [ClientIndex.Seen] = []
        for (position, entry) in check.entries.enumerated() {
            let path = check.firstWithPath[position]
            let isAlone = check.countWithPath[path] == 1 && entry.items.count <= few
            own.removeAll(keepingCapacity: true)
            for case .client(let client) in entry.items {
                let range = client.word.range.isEmpty ? entry.path.range : client.word.range
                let name = check.comparedName(of: client)
                let seen = ClientIndex.Seen(name: name, path: path, offset: range.lowerBound)
                let earlier = isAlone ? own.first { $0.name == name } : others.insert(seen)
                guard let earlier else {
                    if isAlone { own.append(seen) }
                    continue
                }
                check.findings.add(
                    duplicate,
                    at: range,
                    "\"\(check.shown(entry.path))\" is already exported to \"\(printable(name, limit: 120))\" in line "
                        + "\(check.line(earlier.offset)); exportfs ignores this one and exits with an error."
                )
            }
        }
    }
}

/// The clients seen so far, with their paths.
private struct ClientIndex {
    struct Seen {
        let name: ArraySlice<UInt8>
        let path: Int
        let offset: Int
    }

    private var seen: [Seen] = []
    private var index: KeyIndex

    init(_ check: ExportsCheck) {
        var count = 0
        for (entry, first) in zip(check.entries, check.firstWithPath)
        where check.countWithPath[first] > 1 || entry.items.count > DuplicateRule.few {
            count += entry.items.count
        }
        index = KeyIndex(capacity: count)
    }

    /// Adds a client; returns the earlier one if the path already has the same client.
    mutating func insert(_ client: Seen) -> Seen? {
        let position = Self.insert(client, at: seen.count, in: &index, of: seen)
        if let position { return seen[position] }
        seen.append(client)
        return nil
    }

    private static func insert(
        _ client: Seen,
        at position: Int,
        in index: inout KeyIndex,
        of seen: [Seen]
    ) -> Int? {
        index.insert(position, key: client.name, group: client.path) {
            seen[$0].path == client.path && seen[$0].name == client.name
        }
    }
}
