import SourceText

/// The identity of squashed users.
enum SquashRules: ExportsRule {
    static let anonymousIdentity = Rule(
        code: "EXP047",
        name: "odd-anonymous-id",
        severity: .warning,
        summary: "An anonuid or anongid that is root, is not a valid id, or is used without all_squash.",
        reason:
            "0 makes every squashed user root. -1 and numbers over 2^31 are not valid ids. Without all_squash it "
            + "applies only to the client's root.",
        cure: "Use the id of a dedicated account, and add all_squash if it should apply to everyone.",
        example: "/h a(rw,anonuid=0)\n",
        corrected: "/h a(rw,all_squash,anonuid=150)\n"
    )
    static let squashedRanges = Rule(
        code: "EXP059",
        name: "squash-ranges",
        severity: .warning,
        summary: "The option squash_uids or squash_gids.",
        reason:
            "The server ignores them. At a list with commas exportfs stops reading, and in a default list it can crash.",
        cure: "Use all_squash, or map users where they are defined.",
        example: "/h a(squash_uids=0-15,20)\n",
        corrected: "/h a(all_squash)\n"
    )

    static let rules = [anonymousIdentity, squashedRanges]

    static func check(_ check: ExportsCheck) {
        for (entry, traits) in zip(check.entries, check.traits)
        where traits.hasDefaults || traits.marks.contains(.namesIdentity) {
            for item in entry.items {
                switch item {
                case .defaults(_, let list): report(list, squashesAll: true, check)
                case .client(let client):
                    guard client.grant.marks.contains(.namesIdentity), let list = client.list else {
                        continue
                    }
                    let all = client.grant.options.grants.contains { $0.flags.contains(.allSquash) }
                    report(list, squashesAll: all, check)
                }
            }
        }
        for stop in check.document.stops {
            let word = check.document.source.bytes[stop.word]
            guard stop.reason == .abort || word.contains("squash_uids=") || word.contains("squash_gids=")
            else { continue }
            check.findings.add(
                squashedRanges,
                at: stop.word,
                // If a list with commas ends reading, EXP001 reports that at the same word.
                severity: stop.reason == .abort ? .error : .warning,
                stop.reason == .abort
                    ? "exportfs crashes here: a default list with squash_uids or squash_gids applies to two clients."
                    : "squash_uids and squash_gids take only one number or range."
            )
        }
    }

    private static func report(_ list: ExportWord, squashesAll: Bool, _ check: ExportsCheck) {
        let bytes = check.document.bytes(of: list)
        guard bytes.contains("anonuid=") || bytes.contains("anongid=") || bytes.contains("squash_") else {
            return
        }
        var replaced: Set<ArraySlice<UInt8>> = []
        // Of an id given twice, only the last one counts.
        for option in check.document.options(of: list).reversed() {
            let text = check.document.bytes(of: option)
            if text.starts(with: "squash_uids=".utf8) || text.starts(with: "squash_gids=".utf8) {
                check.findings.add(
                    squashedRanges,
                    at: option.range,
                    "The server ignores \"\(check.shown(option))\"."
                )
            }
            guard text.starts(with: "anonuid=".utf8) || text.starts(with: "anongid=".utf8) else { continue }
            guard replaced.insert(text.prefix(8)).inserted else { continue }
            let value = CNumber.signed(text.dropFirst(8)).int32
            if value == 0 {
                check.findings.add(
                    anonymousIdentity,
                    at: option.range,
                    "\(check.shown(option)) makes squashed users root."
                )
            } else if value < 0 {
                check.findings.add(
                    anonymousIdentity,
                    at: option.range,
                    "\(check.shown(option)) is not a valid id; exportfs reads it as \(value)."
                )
            } else if !squashesAll {
                check.findings.add(
                    anonymousIdentity,
                    at: option.range,
                    "Without all_squash, \(check.shown(option)) applies only to the client's root."
                )
            }
        }
    }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes contain a text.
    func contains(_ text: String) -> Bool {
        let sought = Array(text.utf8)
        guard count >= sought.count, let first = sought.first else { return sought.isEmpty }
        return (startIndex...(endIndex - sought.count)).contains {
            self[$0] == first && self[$0..<($0 + sought.count)].elementsEqual(sought)
        }
    }
}
