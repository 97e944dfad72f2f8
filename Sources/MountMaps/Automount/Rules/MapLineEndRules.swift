import SourceText

/// Carriage returns at the ends of lines.
enum MapLineEndRules: AutomountMapRule {
    static let carriageReturn = Rule(
        code: "MAP001",
        name: "carriage-return",
        severity: .error,
        summary: "A carriage return at the end of a line.",
        reason: "Some automounters keep it as a part of the path; automount takes it for a blank.",
        cure: "Save the file with Unix line ends.",
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
            "A carriage return ends this line; some automounters take it for a part of the path.",
            fix: Fix("remove the carriage return", edits: [TextEdit(range, with: "")])
        )
    }
}
