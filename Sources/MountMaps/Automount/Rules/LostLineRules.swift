import SourceText

/// Lines that automount passes over without a word, or with one that nobody reads.
enum LostLineRules: AutomountMapRule {
    static let indentedLine = Rule(
        code: "MAP002",
        name: "indented-line",
        severity: .error,
        summary: "A line that begins with a blank.",
        reason: "Automount loses it, and with it the entry before it.",
        cure: "Begin the line in the first column.",
        example: "a srv:/a\n b srv:/b\n",
        corrected: "a srv:/a\nb srv:/b\n"
    )
    static let keyAlone = Rule(
        code: "MAP006",
        name: "key-without-location",
        severity: .error,
        summary: "A key without a location.",
        reason:
            "Automount drops it; where a blank follows the key, it becomes a part of the next line's key.",
        cure: "Write the location on the line of the key, or end the line with a backslash.",
        example: "bob\n",
        corrected: "bob srv:/bob\n"
    )
    static let unmatchedQuote = Rule(
        code: "MAP041",
        name: "unmatched-quote",
        severity: .error,
        summary: "A double quote without its partner on the line.",
        reason: "Automount drops the line.",
        cure: "Add the other quote, or remove this one.",
        example: "a \"srv:/my dir\n",
        corrected: "a \"srv:/my dir\"\n"
    )
    static let tooLong = Rule(
        code: "MAP042",
        name: "too-long",
        severity: .error,
        summary: "A key of more than 255 bytes, or an entry of more than 16384.",
        reason: "Automount drops the line.",
        cure: "Shorten it, or part the entry.",
        example: String(repeating: "k", count: 256) + " srv:/a\n",
        corrected: String(repeating: "k", count: 255) + " srv:/a\n"
    )
    static let oddStart = Rule(
        code: "MAP043",
        name: "odd-first-byte",
        severity: .error,
        summary: "A line that begins with a backslash, or with a star that does not stand alone.",
        reason: "Automount drops the line.",
        cure: "Put the key in double quotes.",
        example: "*x srv:/a\n",
        corrected: "* srv:/a/&\n"
    )

    static let rules = [indentedLine, keyAlone, unmatchedQuote, tooLong, oddStart]

    static func check(_ check: AutomountMapCheck) {
        for dropped in check.document.droppedLines { report(dropped, check) }
        for entry in check.document.entries where entry.isGlued {
            check.findings.add(
                keyAlone,
                at: entry.range,
                "The keys of these lines become one: \(shown(check.document.key(of: entry)))."
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
                    ? "This line continues the comment above it."
                    : "This line is lost, and the entry above it too.",
                fix: outdent(dropped.culprit, check.document.file.bytes)
            )
        case .keyWithoutEntry, .keyBeforeComment, .endOfFile:
            findings.add(keyAlone, at: dropped.range, "The file gives no location for this key.")
        case .unmatchedQuote:
            findings.add(unmatchedQuote, at: dropped.range, "This line is lost: a quote has no partner.")
        case .keyTooLong:
            findings.add(tooLong, at: dropped.range, "This line is lost: its key is longer than 255 bytes.")
        case .entryTooLong:
            findings.add(tooLong, at: dropped.range, "This line is lost: it is longer than 16384 bytes.")
        case .starNotAlone, .escapedFirstByte, .escapedBlankBeforeEntry:
            findings.add(oddStart, at: dropped.range, "This line is lost because of how it begins.")
        }
    }

    /// Removes the blanks before a line.
    private static func outdent(_ line: Range<Int>, _ bytes: [UInt8]) -> Fix? {
        let start = bytes[..<line.lowerBound].lastIndex { !$0.isASCIIBlank }.map { $0 + 1 } ?? 0
        guard start < line.lowerBound, start == 0 || bytes[start - 1] == MapByte.newline else { return nil }
        return Fix("remove the blanks", edits: [TextEdit(start..<line.lowerBound, with: "")])
    }
}

/// Bytes for a message, in quotes.
func shown(_ bytes: some Collection<UInt8>) -> String {
    "'\(printable(bytes, limit: 80))'"
}
