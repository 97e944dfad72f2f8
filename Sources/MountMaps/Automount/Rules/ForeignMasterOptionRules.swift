import SourceText

/// Options that mean something to automount in another form, or to mount alone.
enum ForeignMasterOptionRules: MasterMapRule {
    static let withoutDashes = Rule(
        code: "MST034",
        name: "mount-style-option",
        severity: .warning,
        summary: "The word -o, or timeout=, negative-timeout= or ghost without two dashes.",
        reason:
            "Automount does not follow it: it goes to every mount as an option, -o as one that is called o.",
        cure: "Remove -o, and write automount's own options with two dashes.",
        example: "/home /etc/auto.home -o ro,timeout=60\n",
        corrected: "/home /etc/auto.home --timeout=60 ro\n"
    )

    static let rules = [withoutDashes]

    /// Options that people write directly after -o.
    private static let usual = ["ro", "rw", "soft", "hard", "nosuid", "nodev", "noexec", "intr"].map {
        Array($0.utf8)
    }

    static func check(_ document: MasterMapDocument, _ findings: FindingList) {
        for raw in document.rawEntries {
            let value = document.value(of: raw)
            var parser = MasterLineParser(value)
            guard (try? parser.target()) != nil else { continue }
            for word in parser.words where !word.isDaemonOption {
                guard let message = message(about: value[word.range]) else { continue }
                findings.add(withoutDashes, at: raw.valueRange == nil ? raw.range : word.range, message)
            }
        }
    }

    private static func message(about word: ArraySlice<UInt8>) -> String? {
        if word.elementsEqual("-o".utf8) {
            return "A master map has no -o: every mount gets an option called o."
        }
        let bare = word.first == MapByte.dash ? word.dropFirst() : word
        if word.first == MapByte.dash, bare.first == UInt8(ascii: "o"),
            usual.contains(where: bare.dropFirst().elementsEqual)
        {
            return "A master map has no -o: every mount gets an option called \(shown(bare))."
        }
        let name = bare.prefix { $0 != MapByte.equals }
        guard
            let own = ["timeout", "negative-timeout", "ghost"].first(where: { name.elementsEqual($0.utf8) }),
            own == "ghost" || name.count < bare.count
        else { return nil }
        return
            "Without two dashes \(shown(word)) is an option of every mount; automount only follows --\(own)."
    }
}
