import SourceText

/// Lines that automount ignores silently, or with a log message that nobody reads.
enum LostLineRules: AutomountMapRule {
    static let indentedLine = Rule(
        code: "MAP002",
        name: "indented-line",
        severity: .error,
        summary: "A line that begins with a blank.",
        reason: "Automount drops this line and the entry before it.",
        cure: "Start the line in the first column.",
        example: "a srv:/a\n b srv:/b\n",
        corrected: "a srv:/a\nb srv:/b\n"
    )
    static let keyAlone = Rule(
        code: "MAP006",
        name: "key-without-location",
        severity: .error,
        summary: "A key without a location.",
        reason:
            "Automount ignores it. If a blank follows the key, the key is glued to the key of the next line.",
        cure: "Put the location on the same line, or end the line with a backslash.",
        example: "bob\n",
        corrected: "bob srv:/bob\n"
    )
    static let unmatchedQuote = Rule(
        code: "MAP041",
        name: "unmatched-quote",
        severity: .error,
        summary: "A double quote that is not closed on its line.",
        reason: "Automount ignores the whole line.",
        cure: "Add the closing quote, or remove this one.",
        example: "a \"srv:/my dir\n",
        corrected: "a \"srv:/my dir\"\n"
    )
    static let tooLong = Rule(
        code: "MAP042",
        name: "too-long",
        severity: .error,
        summary: "A key longer than 255 bytes, or an entry longer than 16384 bytes.",
        reason: "Automount ignores the line.",
        cure: "Shorten it, or split the entry into several.",
        example: String(repeating: "k", count: 256) + " srv:/a\n",
        corrected: String(repeating: "k", count: 255) + " srv:/a\n"
    )
    static let oddStart = Rule(
        code: "MAP043",
        name: "odd-first-byte",
        severity: .error,
        summary: "A line or an entry that begins with a backslash.",
        reason: "Automount ignores the line.",
        cure: "Put the key in double quotes.",
        example: "\\x srv:/a\n",
        corrected: "x srv:/a\n"
    )

    static let rules = [indentedLine, keyAlone, unmatchedQuote, tooLong, oddStart]

    static func check(_ check: AutomountMapCheck) {
        for dropped in check.document.droppedLines { report(dropped, check) }
        for entry in check.document.entries where entry.isGlued {
            check.findings.add(
                keyAlone,
                at: entry.range,
                "Automount joins the keys of these lines into one: \(shown(check.document.key(of: entry)))."
            )
        }
    }

    private static func report(_ dropped: DroppedLine, _ check: AutomountMapCheck) {
        let findings = check.findings
        switch dropped.reason {
        case .followedByIndentedLine, .indentedAfterComment:
            let isComment = dropped.reason == .indentedAfterComment
            findings.add(
                indentedLine,
                at: dropped.culprit,
                isComment
                    ? "Automount reads this indented line as part of the comment above."
                    : "Automount drops this indented line and the entry above it.",
                fix: outdent(dropped.culprit, check.document.file.bytes)
            )
        case .keyWithoutEntry, .keyBeforeComment, .endOfFile:
            findings.add(keyAlone, at: dropped.range, "This key has no location; automount ignores it.")
        case .unmatchedQuote:
            findings.add(
                unmatchedQuote,
                at: dropped.range,
                "Automount ignores this line: a quote is not closed."
            )
        case .keyTooLong:
            findings.add(
                tooLong,
                at: dropped.range,
                "Automount ignores this line: its key is longer than 255 bytes."
            )
        case .entryTooLong:
            findings.add(
                tooLong,
                at: dropped.range,
                "Automount ignores this line: its entry is longer than 16384 bytes."
            )
        case .starNotAlone: break  // Reported with the other patterns.
        case .escapedFirstByte, .escapedBlankBeforeEntry:
            findings.add(
                oddStart,
                at: dropped.range,
                "Automount ignores this line because of its first characters."
            )
        }
    }

    /// The fix that removes the blanks before a line.
    private static func outdent(_ line: Range<Int>, _ bytes: [UInt8]) -> Fix? {
        let start = bytes[..<line.lowerBound].lastIndex { !$0.isASCIIBlank }.map { $0 + 1 } ?? 0
        guard start < line.lowerBound, start == 0 || bytes[start - 1] == MapByte.newline else { return nil }
        return Fix("remove the blanks", edits: [TextEdit(start..<line.lowerBound, with: "")])
    }
}

/// Quotes bytes for a message.
func shown(_ bytes: some Collection<UInt8>) -> String {
    "'\(printable(bytes, limit: 80))'"
}
