import SourceText

/// What stands behind the map.
enum MasterOptionRules: MasterMapRule {
    static let trailingText = Rule(
        code: "MST008",
        name: "text-after-fields",
        severity: .warning,
        summary: "Text after the fields of a line, a comment among it.",
        reason: "There are no comments behind a line: the words are taken as mount options.",
        cure: "Put the comment on a line of its own.",
        example: "/home /etc/auto.home # homes\n",
        corrected: "# homes\n/home /etc/auto.home\n"
    )
    static let unknownLongOption = Rule(
        code: "MST009",
        name: "unknown-long-option",
        severity: .warning,
        summary: "A word with two dashes that automount does not know.",
        reason: "It is passed on to every mount as an option, without a message.",
        cure: "Correct the word.",
        example: "/home /etc/auto.home --timeot=60\n",
        corrected: "/home /etc/auto.home --timeout=60\n"
    )
    static let timeout = Rule(
        code: "MST020",
        name: "odd-timeout",
        severity: .note,
        summary: "A timeout of zero or of less than a minute.",
        reason: "Zero never unmounts; below a minute homes are mounted again and again.",
        cure: "Use some minutes.",
        example: "/home /etc/auto.home --timeout=0\n",
        corrected: "/home /etc/auto.home --timeout=300\n"
    )

    static let rules = [trailingText, unknownLongOption, timeout]

    static func check(_ document: MasterMapDocument, _ findings: FindingList) {
        for area in document.optionAreas() {
            let stray = area.ignored.first { range in
                document.file.bytes[range].contains { !$0.isASCIISpace && $0 != MapByte.dash }
            }
            if let stray {
                findings.add(
                    trailingText,
                    at: stray.lowerBound..<area.line.upperBound,
                    "The words of this text become options of every mount."
                )
            }
            for word in area.words where !word.isDaemonOption && hasTwoDashes(word, area.ignored) {
                let range = (word.range.lowerBound - 1)..<word.range.upperBound
                findings.add(
                    unknownLongOption,
                    at: range,
                    "Automount does not know \(shown(document.file.bytes[range])); every mount gets it as an option."
                )
            }
        }
        for entry in document.entries {
            guard case .maps(let sources) = entry.target else { continue }
            for case let seconds? in sources.map(\.options.timeout) where seconds < 60 {
                findings.add(
                    timeout,
                    at: entry.range,
                    seconds == 0
                        ? "A timeout of 0: what is mounted at \(shown(entry.mountPoint)) is never unmounted."
                        : "A timeout of \(seconds) s: after each short pause \(shown(entry.mountPoint)) is mounted anew."
                )
            }
        }
    }

    /// Whether a dash that was stepped over stands before a word that begins with another.
    private static func hasTwoDashes(_ word: MasterOptionScanner.Word, _ ignored: [Range<Int>]) -> Bool {
        ignored.contains { $0.upperBound == word.range.lowerBound && $0.count == 1 }
    }
}
