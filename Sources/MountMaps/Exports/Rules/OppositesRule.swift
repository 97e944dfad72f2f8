import SourceText

/// Opposite options in one list.
enum OppositesRule: ExportsRule {
    static let opposites = Rule(
        code: "EXP046",
        name: "opposite-options",
        severity: .warning,
        summary: "Two opposite options in one list.",
        reason: "The last one wins without a message.",
        cure: "Keep the one you mean.",
        example: "/h a(rw,ro)\n",
        corrected: "/h -ro a(rw)\n"
    )

    static let rules = [opposites]

    static func check(_ check: ExportsCheck) {
        for (entry, traits) in zip(check.entries, check.traits)
        where traits.hasDefaults || traits.marks.contains(.repeatsFlag) {
            for item in entry.items {
                switch item {
                case .defaults(_, let list): report(list, check)
                case .client(let client):
                    if client.grant.marks.contains(.repeatsFlag), let list = client.list {
                        report(list, check)
                    }
                }
            }
        }
    }

    private static func report(_ list: ExportWord, _ check: ExportsCheck) {
        let bytes = check.document.bytes(of: list)
        var cutter = ExportOptionCutter(bytes)
        var given: [(word: ExportFlagWord, flavor: Int)] = []
        var flavor = 0
        while let option = cutter.next() {
            if bytes[option].starts(with: "sec=".utf8) { flavor += 1 }
            guard let word = ExportFlagWord.find(bytes[option]) else { continue }
            guard let earlier = given.firstIndex(where: { $0.word.flag == word.flag }) else {
                given.append((word, flavor))
                continue
            }
            if given[earlier].word.sets != word.sets, given[earlier].flavor == flavor {
                let first = String(decoding: given[earlier].word.text, as: UTF8.self)
                let last = String(decoding: word.text, as: UTF8.self)
                let offset = option.lowerBound
                check.findings.add(
                    opposites,
                    at: check.document.options(of: list).first { $0.text.lowerBound == offset }?.range
                        ?? list.range,
                    "\(last) overrides \(first) in the same list."
                )
            }
            given[earlier] = (word, flavor)
        }
    }
}
