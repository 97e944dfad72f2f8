import SourceText

/// Keys that look like patterns of a shell.
enum PartialWildcardRules: AutomountMapRule {
    static let partial = Rule(
        code: "MAP048",
        name: "partial-wildcard",
        severity: .warning,
        summary:
            "A key that looks like a pattern: a star or a question mark beside other characters, or brackets.",
        reason:
            "Automount has no patterns; the only wildcard is a key that is just a star. Any other key serves only the "
            + "name that it spells, and automount ignores a line that begins with a star and goes on.",
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
                "Automount ignores this line: the only wildcard is a key that is just a star."
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
            "The key \(shown(entry.key)) serves only the name \(shown(name)); automount has no patterns."
        )
    }

    /// Whether a key contains a byte of a pattern without a backslash before it, or a pair of brackets.
    private static func hasPattern(_ key: ArraySlice<UInt8>) -> Bool {
        var isEscaped = false
        for byte in key {
            if isEscaped {
                isEscaped = false
            } else if byte == MapByte.backslash {
                isEscaped = true
            } else if byte != UInt8(ascii: "["), isPattern(byte) {
                return true
            }
        }
        guard let open = key.firstIndex(of: UInt8(ascii: "[")) else { return false }
        return key[open...].contains(UInt8(ascii: "]"))
    }

    private static func isPattern(_ byte: UInt8) -> Bool {
        byte == MapByte.star || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "[")
    }
}
