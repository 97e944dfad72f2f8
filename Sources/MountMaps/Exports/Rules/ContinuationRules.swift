import SourceText

/// Backslashes at line ends, and the text that they join.
enum ContinuationRules: ExportsRule {
    static let brokenContinuation = Rule(
        code: "EXP008",
        name: "broken-continuation",
        severity: .error,
        summary:
            "A backslash at the end of a line that does not continue it, or that splits a word.",
        reason:
            "A backslash continues a line only directly before the line feed, and counts as a blank. With a blank or "
            + "CR after it, it is read as a client; inside a path or list it splits the word in two.",
        cure: "Put the backslash between two clients, with nothing after it.",
        example: "/h *(rw,\\\nsync)\n",
        corrected: "/h \\\n *(rw,sync)\n"
    )
    static let swallowedEntry = Rule(
        code: "EXP009",
        name: "swallowed-entry",
        severity: .error,
        summary: "A new entry on a line that continues the line above.",
        reason: "exportfs reads its path as a client, and exports the path above to its clients.",
        cure: "Remove the backslash from the line above.",
        example: "/a h(ro) \\\n/b *(rw)\n",
        corrected: "/a h(ro) \\\n  *(ro)\n"
    )
    static let commentInside = Rule(
        code: "EXP011",
        name: "comment-inside-entry",
        severity: .warning,
        summary: "A comment line inside a continued entry.",
        reason:
            "The comment ends the entry. If no client comes before it, the path is exported to everyone. exportfs reads "
            + "the next line as a new entry, with its first client as the path.",
        cure: "Move the comment above the entry.",
        example: "/h \\\n# lab\n *(rw)\n",
        corrected: "# lab\n/h \\\n *(rw)\n"
    )

    static let rules = [brokenContinuation, swallowedEntry, commentInside]

    static func check(_ check: ExportsCheck) {
        checkLineEnds(check)
        checkSplitWords(check)
        checkSwallowed(check)
        for comment in check.document.comments where follows(comment.lowerBound, check.document.source.bytes)
        {
            check.findings.add(
                commentInside,
                at: comment,
                "This comment ends the entry, although the line above asks to continue it."
            )
        }
    }

    private static func checkLineEnds(_ check: ExportsCheck) {
        let bytes = check.document.source.bytes
        var comments = check.document.comments[...]
        for end in bytes.indices where bytes[end] == .lineFeed {
            var offset = end
            while offset > 0, isUnseen(bytes[offset - 1]) { offset -= 1 }
            guard offset < end, offset > 0, bytes[offset - 1] == .backslash else { continue }
            while let comment = comments.first, comment.upperBound < offset {
                comments = comments.dropFirst()
            }
            if let comment = comments.first, comment.lowerBound < offset { continue }
            let blanks = offset..<end
            check.findings.add(
                brokenContinuation,
                at: (offset - 1)..<end,
                "There is invisible white space between the backslash and the end of the line.",
                fix: bytes[end - 1] == .carriageReturn
                    ? nil
                    : Fix("remove the blanks after the backslash", edits: [TextEdit(blanks, replacement: [])])
            )
        }
    }

    private static func isUnseen(_ byte: UInt8) -> Bool {
        byte == .blank || byte == .tab || byte == .carriageReturn
    }

    private static func checkSplitWords(_ check: ExportsCheck) {
        let bytes = check.document.source.bytes
        func isSplit(_ end: Int) -> Bool {
            end + 2 < bytes.count && bytes[end] == .backslash && bytes[end + 1] == .lineFeed
                && !bytes[end + 2].isASCIISpace && bytes[end + 2] != .hash
        }
        for entry in check.entries where isSplit(entry.path.range.upperBound) {
            check.findings.add(
                brokenContinuation,
                at: entry.path.range,
                "The backslash ends the path; exportfs reads the next line as clients."
            )
        }
        for stop in check.document.stops where stop.reason == .brokenList {
            let end = stop.word.upperBound
            guard end + 1 < bytes.count, bytes[end] == .backslash, bytes[end + 1] == .lineFeed else {
                continue
            }
            check.findings.add(brokenContinuation, at: stop.word, "The backslash splits this list in two.")
        }
    }

    private static func checkSwallowed(_ check: ExportsCheck) {
        let bytes = check.document.source.bytes
        for entry in check.entries {
            for item in entry.items {
                guard bytes[item.word.range].first == UInt8(ascii: "/"),
                    follows(item.word.range.lowerBound, bytes)
                else { continue }
                check.findings.add(
                    swallowedEntry,
                    at: item.word.range,
                    "\"\(check.shown(item.word))\" is read as a client of \"\(check.shown(entry.path))\", because the "
                        + "line above ends with a backslash."
                )
            }
        }
    }

    /// Whether a word is the first on a line that continues the line before.
    private static func follows(_ start: Int, _ bytes: [UInt8]) -> Bool {
        var offset = start
        while offset > 0, bytes[offset - 1] == .blank || bytes[offset - 1] == .tab { offset -= 1 }
        return offset > 1 && bytes[offset - 1] == .lineFeed && bytes[offset - 2] == .backslash
    }
}
