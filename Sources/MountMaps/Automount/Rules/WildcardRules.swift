import SourceText

/// The wildcard entry.
enum WildcardRules: AutomountMapRule {
    static let sharedDirectory = Rule(
        code: "MAP010",
        name: "wildcard-without-key",
        severity: .warning,
        summary: "A wildcard entry without `&`.",
        reason: "Every name mounts the same directory, so all users share one home.",
        cure: "Write `&` in the place of the name.",
        example: "* srv:/home\n",
        corrected: "* srv:/home/&\n"
    )
    static let notLast = Rule(
        code: "MAP011",
        name: "wildcard-not-last",
        severity: .note,
        summary: "A wildcard entry above other entries.",
        reason:
            "Linux looks for an exact key first, but the automounters of HP-UX and Solaris use the first entry that matches.",
        cure: "Move the wildcard to the end of the map.",
        example: "* srv:/home/&\njoe srv:/joe\n",
        corrected: "joe srv:/joe\n* srv:/home/&\n"
    )

    static let rules = [sharedDirectory, notLast]

    static func check(_ check: AutomountMapCheck) {
        guard check.use == .indirect else { return }
        guard let position = check.document.position(ofName: [MapByte.star]) else { return }
        let entry = check.document.entries[position]
        let value = check.document.value(of: entry)
        if !value.contains(MapByte.ampersand), !value.contains(MapByte.dollar) {
            check.findings.add(sharedDirectory, at: entry.range, "Every name mounts the same directory.")
        }
        if position + 1 < check.document.entries.count {
            check.findings.add(
                notLast,
                at: entry.range,
                "There are entries after the wildcard; some automounters never reach them."
            )
        }
    }
}
