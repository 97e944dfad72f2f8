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

    /// The file systems that no other mount shares.
    private static let sourceless: Set<String> = ["tmpfs", "ramfs", "overlay"]

    static func check(_ check: AutomountMapCheck) {
        guard check.use == .indirect else { return }
        guard let position = check.document.position(ofName: [MapByte.star]) else { return }
        let entry = check.document.entries[position]
        var reader = AutomountOptionReader()
        let view = AutomountEntryView(entry, in: check.document, reading: &reader)
        // The map of a submount is asked for the next name, and some file systems are new with each mount.
        if view.options.type != "autofs", !sourceless.contains(view.options.type),
            !SubstitutedText(view.value).dependsOnKey
        {
            check.findings.add(sharedDirectory, at: entry.range, message(about: view.value))
        }
        if position + 1 < check.document.entries.count {
            check.findings.add(
                notLast,
                at: entry.range,
                "There are entries after the wildcard; some automounters never reach them."
            )
        }
    }

    private static func message(about value: ArraySlice<UInt8>) -> String {
        let message = "Every name mounts the same directory"
        if value.contains(MapByte.ampersand) {
            return message + ": automount does not replace an & in quotes or after a backslash."
        }
        if value.contains(MapByte.dollar) {
            return message + ": the $ in it names no variable; & is the key."
        }
        return message + "."
    }
}
