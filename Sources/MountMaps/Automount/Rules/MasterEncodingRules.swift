import SourceText

/// Invisible bytes at the start of the file and at the ends of lines.
enum MasterEncodingRules: MasterMapRule {
    static let carriageReturn = Rule(
        code: "MST006",
        name: "carriage-return",
        severity: .error,
        summary: "A carriage return at the end of a line.",
        reason: "It becomes part of the map name, so automount does not find the map.",
        cure: "Save the file with Unix line endings.",
        example: "/home /etc/auto.home\r\n",
        corrected: "/home /etc/auto.home\n"
    )
    static let byteOrderMark = Rule(
        code: "MST007",
        name: "byte-order-mark",
        severity: .error,
        summary: "A byte order mark at the start of the file, or UTF-16.",
        reason:
            "Automount reads bytes: the mark is part of the first mount point, and UTF-16 has a NUL beside each letter.",
        cure: "Save the file as UTF-8 without a byte order mark.",
        example: "\u{feff}/home /etc/auto.home\n",
        corrected: "/home /etc/auto.home\n"
    )

    static let rules = [carriageReturn, byteOrderMark]

    static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

    static func check(_ document: MasterMapDocument, _ findings: FindingList) {
        let bytes = document.file.bytes
        if bytes.starts(with: mark) {
            let range = 0..<mark.count
            findings.add(
                byteOrderMark,
                at: range,
                "Automount reads this byte order mark as part of the first mount point and ignores the line.",
                fix: Fix("remove the byte order mark", edits: [TextEdit(range, with: "")])
            )
        }
        if let range = WideText.sign(in: bytes) {
            findings.add(byteOrderMark, at: range, "The file is encoded in UTF-16; automount cannot read it.")
        }
        // Lost lines count too: a fix of such a line must not bring up a carriage return.
        for entry in document.rawEntries {
            let end = entry.range.upperBound
            guard end > 0, bytes[end - 1] == MapByte.carriageReturn else { continue }
            let range = endOfText(bytes[entry.range])..<end
            findings.add(
                carriageReturn,
                at: range,
                "The carriage return at the end of this line becomes part of the word before it.",
                fix: Fix("remove the carriage return", edits: [TextEdit(range, with: "")])
            )
        }
    }

    /// The position where the carriage returns at the end of a line begin.
    static func endOfText(_ line: ArraySlice<UInt8>) -> Int {
        line.lastIndex { $0 != MapByte.carriageReturn }.map { $0 + 1 } ?? line.startIndex
    }
}
