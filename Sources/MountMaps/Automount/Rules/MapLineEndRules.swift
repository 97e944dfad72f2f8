import SourceText

/// Carriage returns at the ends of lines.
enum MapLineEndRules: AutomountMapRule {
    static let carriageReturn = Rule(
        code: "MAP001",
        name: "carriage-return",
        severity: .error,
        summary: "A carriage return at the end of a line.",
        reason: "Automount treats it as a blank, but other automounters read it as part of the path.",
        cure: "Save the file with Unix line endings.",
        example: "* srv:/home/&\r\n",
        corrected: "* srv:/home/&\n"
    )

    static let rules = [carriageReturn]

    static func check(_ entry: AutomountEntryView, _ check: AutomountMapCheck) {
        let bytes = check.document.file.bytes
        let end = entry.entry.range.upperBound
        guard end > entry.entry.range.lowerBound, bytes[end - 1] == MapByte.carriageReturn else { return }
        let range = MasterEncodingRules.endOfText(bytes[entry.entry.range])..<end
        check.findings.add(
            carriageReturn,
            at: range,
            "This line ends with a carriage return; some automounters read it as part of the path.",
            fix: Fix("remove the carriage return", edits: [TextEdit(range, with: "")])
        )
    }
}
