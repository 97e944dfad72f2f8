import SourceText

/// The text after the map name.
enum MasterOptionRules: MasterMapRule {
    static let trailingText = Rule(
        code: "MST008",
        name: "text-after-fields",
        severity: .warning,
        summary: "A comment or other text after the fields of a line.",
        reason: "The master map has no comments after a line: automount reads the words as mount options.",
        cure: "Put the comment on its own line.",
        example: "/home /etc/auto.home # homes\n",
        corrected: "# homes\n/home /etc/auto.home\n"
    )
    static let unknownLongOption = Rule(
        code: "MST009",
        name: "unknown-long-option",
        severity: .warning,
        summary: "An option with two dashes that automount does not know.",
        reason: "Automount passes it to every mount as a mount option, without a message.",
        cure: "Correct the option.",
        example: "/home /etc/auto.home --timeot=60\n",
        corrected: "/home /etc/auto.home --timeout=60\n"
    )
    static let timeout = Rule(
        code: "MST020",
        name: "odd-timeout",
        severity: .note,
        summary: "A timeout of zero or less than a minute.",
        reason:
            "With 0 nothing is ever unmounted; below one minute homes are unmounted and mounted again all the time.",
        cure: "Use a few minutes, such as 300.",
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
                    "Automount reads the words of this text as mount options for every entry."
                )
            }
            for word in area.words where !word.isDaemonOption && hasTwoDashes(word, area.ignored) {
                let range = (word.range.lowerBound - 1)..<word.range.upperBound
                findings.add(
                    unknownLongOption,
                    at: range,
                    "Automount does not know \(shown(document.file.bytes[range])) and passes it to every mount as an option."
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
                        ? "The timeout is 0: automount never unmounts anything below \(shown(entry.mountPoint))."
                        : "The timeout is \(seconds) s: after each short pause, mounts below \(shown(entry.mountPoint)) "
                            + "go away and have to be made again."
                )
            }
        }
    }

    /// Whether automount skipped a dash directly before a word that itself begins with a dash.
    private static func hasTwoDashes(_ word: MasterOptionScanner.Word, _ ignored: [Range<Int>]) -> Bool {
        ignored.contains { $0.upperBound == word.range.lowerBound && $0.count == 1 }
    }
}
