import SourceText

/// Line endings, and the end of the last line.
enum LineEndRules: ExportsRule {
    static let carriageReturns = Rule(
        code: "EXP005",
        name: "carriage-returns",
        severity: .warning,
        summary: "Lines that end with CR LF.",
        reason:
            "exportfs happens to accept them, but a blank line with a CR silently ends the file, and a backslash before "
            + "a CR does not continue the line.",
        cure: "Convert the line endings to LF.",
        example: "/a *(rw)\r\n",
        corrected: "/a *(rw)\n"
    )
    static let noFinalLineFeed = Rule(
        code: "EXP064",
        name: "no-final-line-feed",
        severity: .warning,
        summary: "The last line has no line feed.",
        reason: "The next tool that appends a line will join it to this one.",
        cure: "End the last line with a line feed.",
        example: "/a *(rw)",
        corrected: "/a *(rw)\n"
    )

    static let rules = [carriageReturns, noFinalLineFeed]

    private static let mostEdits = 10_000

    static func check(_ check: ExportsCheck) {
        let bytes = check.document.source.bytes
        checkReturns(bytes, check)
        guard let last = bytes.last, last != .lineFeed else { return }
        let end = bytes.count
        let isSafe = last != .backslash && check.document.openQuote == nil
        check.findings.add(
            noFinalLineFeed,
            at: (end - 1)..<end,
            "The last line has no line feed.",
            fix: isSafe ? Fix("add a line feed", edits: [TextEdit(end..<end, with: "\n")]) : nil
        )
    }

    private static func checkReturns(_ bytes: [UInt8], _ check: ExportsCheck) {
        var first: Int?
        var count = 0
        var isPlain = true
        for offset in bytes.indices where endsLine(bytes, offset) {
            first = first ?? offset
            count += 1
            if offset > 0, bytes[offset - 1] == .backslash { isPlain = false }
        }
        guard let first else { return }
        check.findings.add(
            carriageReturns,
            at: first..<(first + 1),
            "\(count) \(count == 1 ? "line ends" : "lines end") with CR LF, this one first.",
            fix: isPlain && !bytes.contains(.quote)
                ? Fix("end lines with LF alone", edits: edits(bytes, count: count)) : nil
        )
    }

    /// One edit for each CR, or a single edit of the whole file if there are very many.
    private static func edits(_ bytes: [UInt8], count: Int) -> [TextEdit] {
        if count <= mostEdits {
            return bytes.indices.filter { endsLine(bytes, $0) }.map {
                TextEdit($0..<($0 + 1), replacement: [])
            }
        }
        var rest: [UInt8] = []
        rest.reserveCapacity(bytes.count - count)
        for offset in bytes.indices where !endsLine(bytes, offset) { rest.append(bytes[offset]) }
        return [TextEdit(0..<bytes.count, replacement: rest)]
    }

    /// Whether the byte is a CR before an LF.
    private static func endsLine(_ bytes: [UInt8], _ offset: Int) -> Bool {
        bytes[offset] == .carriageReturn && offset + 1 < bytes.count && bytes[offset + 1] == .lineFeed
    }
}
