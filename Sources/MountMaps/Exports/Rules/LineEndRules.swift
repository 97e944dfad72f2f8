import SourceText

/// What ends the lines of a table, and its last one.
enum LineEndRules: ExportsRule {
    static let carriageReturns = Rule(
        code: "EXP005",
        name: "carriage-returns",
        severity: .warning,
        summary: "Lines that end with CR LF.",
        reason:
            "exportfs takes them by luck. The next blank line with a CR ends the file silently, and a backslash "
            + "before a CR continues nothing.",
        cure: "Turn the line ends into LF.",
        example: "/a *(rw)\r\n",
        corrected: "/a *(rw)\n"
    )
    static let noFinalLineFeed = Rule(
        code: "EXP064",
        name: "no-final-line-feed",
        severity: .warning,
        summary: "The last line has no line feed.",
        reason: "The next tool that appends a line glues it to this one.",
        cure: "End the last line with a line feed.",
        example: "/a *(rw)",
        corrected: "/a *(rw)\n"
    )

    static let rules = [carriageReturns, noFinalLineFeed]

    static func check(_ check: ExportsCheck) {
        let bytes = check.document.source.bytes
        let returns = bytes.indices.filter {
            bytes[$0] == .carriageReturn && $0 + 1 < bytes.count && bytes[$0 + 1] == .lineFeed
        }
        if let first = returns.first {
            let isPlain =
                !bytes.contains(.quote) && returns.allSatisfy { $0 == 0 || bytes[$0 - 1] != .backslash }
            check.add(
                carriageReturns,
                at: first..<(first + 1),
                "\(returns.count) \(returns.count == 1 ? "line ends" : "lines end") with CR LF, this one first.",
                fix: isPlain
                    ? Fix(
                        "end lines with LF alone",
                        edits: returns.map { TextEdit($0..<($0 + 1), replacement: []) }
                    ) : nil
            )
        }
        guard let last = bytes.last, last != .lineFeed else { return }
        let end = bytes.count
        let isSafe = last != .backslash && check.document.openQuote == nil
        check.add(
            noFinalLineFeed,
            at: (end - 1)..<end,
            "The last line has no line feed.",
            fix: isSafe ? Fix("add a line feed", edits: [TextEdit(end..<end, with: "\n")]) : nil
        )
    }
}
