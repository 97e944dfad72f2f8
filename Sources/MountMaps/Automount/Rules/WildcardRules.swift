import SourceText

/// The wildcard entry.
enum WildcardRules: AutomountMapRule {
    static let sharedDirectory = Rule(
        code: "MAP010",
        name: "wildcard-without-key",
        severity: .warning,
        summary: "A wildcard entry without `&`.",
        reason: "Every name is mounted from one directory: all users share one home.",
        cure: "Put `&` where the name belongs.",
        example: "* srv:/home\n",
        corrected: "* srv:/home/&\n"
    )
    static let notLast = Rule(
        code: "MAP011",
        name: "wildcard-not-last",
        severity: .note,
        summary: "A wildcard entry above other entries.",
        reason:
            "Linux automounters look for a key first; those of HP-UX and Solaris take the first that fits.",
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
            check.findings.add(sharedDirectory, at: entry.range, "Every name is mounted from the same place.")
        }
        if position + 1 < check.document.entries.count {
            check.findings.add(notLast, at: entry.range, "Entries follow the wildcard.")
        }
    }
}
