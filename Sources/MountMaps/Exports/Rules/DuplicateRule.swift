import SourceText

/// The same path exported to the same client more than once.
enum DuplicateRule: ExportsRule {
    static let duplicate = Rule(
        code: "EXP020",
        name: "duplicate-export",
        severity: .error,
        summary: "The same path and client twice.",
        reason:
            "The second is ignored, whatever its options, and exportfs fails, which can keep the server from starting.",
        cure: "Keep one of them.",
        example: "/h *(rw)\n/h *(ro)\n",
        corrected: "/h a(rw)\n/h *(ro)\n"
    )

    static let rules = [duplicate]

    /// A client for its path.
    private struct Seen {
        let name: ArraySlice<UInt8>
        let path: Int
        let offset: Int
    }

    static func check(_ check: ExportsCheck) {
        var seen: [Seen] = []
        var index = KeyIndex(capacity: check.entries.reduce(0) { $0 + $1.items.count })
        for (position, entry) in check.entries.enumerated() {
            let path = check.firstWithPath[position]
            for case .client(let client) in entry.items {
                let range = client.word.range.isEmpty ? entry.path.range : client.word.range
                let name = check.comparedName(of: client)
                let earlier = index.insert(seen.count, key: name, group: path) {
                    seen[$0].path == path && seen[$0].name == name
                }
                guard let earlier else {
                    seen.append(Seen(name: name, path: path, offset: range.lowerBound))
                    continue
                }
                check.add(
                    duplicate,
                    at: range,
                    "\"\(check.shown(entry.path))\" is exported to \"\(printable(name, limit: 120))\" in line "
                        + "\(check.line(seen[earlier].offset)) already; this is ignored, and exportfs fails."
                )
            }
        }
    }
}
