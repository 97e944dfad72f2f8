import SourceText

/// Whom squashed users act as.
enum SquashRules: ExportsRule {
    static let anonymousIdentity = Rule(
        code: "EXP047",
        name: "odd-anonymous-id",
        severity: .warning,
        summary: "An anonuid or anongid of root, of nobody at all, or without all_squash.",
        reason:
            "0 makes every squashed user root, -1 and numbers over 2^31 are no ids, and without all_squash it "
            + "concerns root of the client alone.",
        cure: "Name an account of its own, and add all_squash where everyone is to act as it.",
        example: "/h a(rw,anonuid=0)\n",
        corrected: "/h a(rw,all_squash,anonuid=150)\n"
    )
    static let squashedRanges = Rule(
        code: "EXP059",
        name: "squash-ranges",
        severity: .warning,
        summary: "squash_uids or squash_gids.",
        reason:
            "The server does not act on them; a list with commas ends reading, and in a default list exportfs crashes.",
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
                // Where reading ends at a list with commas, EXP001 says so at the word that does it.
                severity: stop.reason == .abort ? .error : .warning,
                stop.reason == .abort
                    ? "exportfs crashes here: squashed ids in the defaults of two clients."
                    : "squash_uids and squash_gids take one number or range."
            )
        }
    }

    private static func report(_ list: ExportWord, squashesAll: Bool, _ check: ExportsCheck) {
        let bytes = check.document.bytes(of: list)
        guard bytes.contains("anonuid=") || bytes.contains("anongid=") || bytes.contains("squash_") else {
            return
        }
        for option in check.document.options(of: list) {
            let text = check.document.bytes(of: option)
            if text.starts(with: "squash_uids=".utf8) || text.starts(with: "squash_gids=".utf8) {
                check.findings.add(
                    squashedRanges,
                    at: option.range,
                    "The server does not act on \"\(check.shown(option))\"."
                )
            }
            guard text.starts(with: "anonuid=".utf8) || text.starts(with: "anongid=".utf8) else { continue }
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
                    "\(check.shown(option)) is no id: it becomes \(value)."
                )
            } else if !squashesAll {
                check.findings.add(
                    anonymousIdentity,
                    at: option.range,
                    "\(check.shown(option)) concerns root of the client alone, without all_squash."
                )
            }
        }
    }
}

extension ArraySlice<UInt8> {
    /// Whether a text occurs in the bytes.
    func contains(_ text: String) -> Bool {
        let sought = Array(text.utf8)
        guard count >= sought.count, let first = sought.first else { return sought.isEmpty }
        return (startIndex...(endIndex - sought.count)).contains {
            self[$0] == first && self[$0..<($0 + sought.count)].elementsEqual(sought)
        }
    }
}
