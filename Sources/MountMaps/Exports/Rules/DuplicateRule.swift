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

    static func check(_ check: ExportsCheck) {
        var first: [ClientOfPath: Int] = [:]
        for entry in check.entries {
            for case .client(let client) in entry.items {
                let key = check.key(entry, client)
                let range = client.word.range.isEmpty ? entry.path.range : client.word.range
                guard let earlier = first[key] else {
                    first[key] = range.lowerBound
                    continue
                }
                check.add(
                    duplicate,
                    at: range,
                    "\"\(check.shown(entry.path))\" is exported to \"\(printable(key.client, limit: 120))\" in line "
                        + "\(check.line(earlier)) already; this is ignored, and exportfs fails."
                )
            }
        }
    }
}
