import SourceText

/// Keys that look like patterns of a shell.
enum PartialWildcardRules: AutomountMapRule {
    static let partial = Rule(
        code: "MAP048",
        name: "partial-wildcard",
        severity: .warning,
        summary: "A key with a star or a question mark beside other characters.",
        reason:
            "The only wildcard is a star that stands alone. Any other key serves just the name that it spells, and "
            + "a line that begins with a star is lost.",
        cure: "Write the keys in full, use `*` alone, or let a program map answer.",
        example: "proj* srv:/p/&\n",
        corrected: "* srv:/p/&\n"
    )

    static let rules = [partial]

    static func check(_ check: AutomountMapCheck) {
        for dropped in check.document.droppedLines where dropped.reason == .starNotAlone {
            check.findings.add(
                partial,
                at: dropped.range,
                severity: .error,
                "This line is lost: a star is a wildcard only where it stands alone."
            )
        }
    }

    static func check(_ entry: AutomountEntryView, _ check: AutomountMapCheck) {
        guard entry.key.count > 1, entry.key.contains(where: isPattern),
            let name = AutomountKey.name(ofWritten: entry.key), name.count > 1,
            hasPattern(entry.key)
        else { return }
        check.findings.add(
            partial,
            at: entry.entry.keyRange ?? entry.entry.range,
            "The key \(shown(entry.key)) serves just the name \(shown(name)): a star is a wildcard only where it "
                + "stands alone."
        )
    }

    /// Whether a byte of a pattern stands in a key without a backslash before it.
    private static func hasPattern(_ key: ArraySlice<UInt8>) -> Bool {
        var isEscaped = false
        for byte in key {
            if isEscaped {
                isEscaped = false
            } else if byte == MapByte.backslash {
                isEscaped = true
            } else if isPattern(byte) {
                return true
            }
        }
        return false
    }

    private static func isPattern(_ byte: UInt8) -> Bool {
        byte == MapByte.star || byte == UInt8(ascii: "?")
    }
}
