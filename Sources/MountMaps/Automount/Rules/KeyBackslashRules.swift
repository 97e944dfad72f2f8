import SourceText

/// Backslashes in keys, such as those between a domain and a user.
enum KeyBackslashRules: AutomountMapRule {
    static let lost = Rule(
        code: "MAP049",
        name: "backslash-in-key",
        severity: .warning,
        summary: "A single backslash before a letter or digit in a key.",
        reason: "Automount removes the backslash and takes the next character as it is.",
        cure: "Write two backslashes for one.",
        example: "EX\\alice srv:/alice\n",
        corrected: "EX\\\\alice srv:/alice\n"
    )

    static let rules = [lost]

    static func check(_ entry: AutomountEntryView, _ check: AutomountMapCheck) {
        guard entry.key.contains(MapByte.backslash), let doubled = doubled(entry.key),
            let name = AutomountKey.name(ofWritten: entry.key),
            let meant = AutomountKey.name(ofWritten: doubled)
        else { return }
        check.findings.add(
            lost,
            at: entry.entry.keyRange ?? entry.entry.range,
            "The backslash in \(shown(entry.key)) is an escape: the key is \(shown(name)), and \(shown(meant)) is "
                + "never found.",
            help: "Write \(shown(doubled))."
        )
    }

    /// The key with each single backslash before a letter or digit outside quotes doubled; `nil` if there is none.
    private static func doubled(_ key: ArraySlice<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        var isQuoted = false
        var isChanged = false
        var rest = key
        while let byte = rest.popFirst() {
            result.append(byte)
            if byte == MapByte.quote { isQuoted.toggle() }
            guard byte == MapByte.backslash, !isQuoted, let escaped = rest.popFirst() else { continue }
            if escaped.isASCIIAlphanumeric {
                result.append(MapByte.backslash)
                isChanged = true
            }
            result.append(escaped)
        }
        return isChanged ? result : nil
    }
}
