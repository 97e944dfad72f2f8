import SourceText

/// The places where exportfs stops reading a table.
enum StopRules: ExportsRule {
    static let unreadableOption = Rule(
        code: "EXP001",
        name: "unknown-option",
        severity: .error,
        summary: "An option that exportfs cannot read.",
        reason:
            "exportfs stops reading the file there and loses all lines below. `exportfs -r` then removes those exports, "
            + "even from clients that are using them.",
        cure: "Correct or remove the option.",
        example: "/h *(rw,no_subtree)\n",
        corrected: "/h *(rw,no_subtree_check)\n"
    )
    static let brokenList = Rule(
        code: "EXP002",
        name: "broken-option-list",
        severity: .error,
        summary: "A list of options without its `)`, with a blank inside, or with text after it.",
        reason: "A blank ends the word, so exportfs finds no `)` and stops reading the file there.",
        cure: "Write the list as one word, without blanks and with nothing after the `)`.",
        example: "/h a(rw, sync)\n",
        corrected: "/h a(rw,sync)\n"
    )
    static let silentEnd = Rule(
        code: "EXP004",
        name: "silent-end",
        severity: .error,
        summary: "A line that silently ends the file.",
        reason:
            "If exportfs finds a lone CR (a blank line with CR LF), a form feed, `\"\"` or a path longer than 1,024 bytes "
            + "where it expects a path, it stops reading the file. It prints no message and reports success.",
        cure: "Remove the line, or convert the line endings to LF.",
        example: "/a *(rw)\r\n\r\n/b *(ro)\n",
        corrected: "/a *(rw)\n\n/b *(ro)\n"
    )
    static let clientTooLong = Rule(
        code: "EXP006",
        name: "client-too-long",
        severity: .error,
        summary: "A client that, with its list, has 512 bytes or more.",
        reason: "exportfs stops reading the file there, and its message wrongly names the command line.",
        cure: "Separate the clients with blanks, or use a subnet or netgroup.",
        example: "/h " + String(repeating: "host,", count: 110) + "host(rw)\n",
        corrected: "/h " + String(repeating: "host(rw) ", count: 110) + "host(rw)\n"
    )
    static let misleadingLine = Rule(
        code: "EXP070",
        name: "misleading-line-number",
        severity: .note,
        summary: "exportfs reports a wrong line number for this error.",
        reason: "exportfs does not count the line feeds after comments.",
        cure: "Use the line number given here.",
        example: "# homes\n/h *(bogus)\n",
        corrected: "/h *(rw) # homes\n"
    )

    static let rules = [unreadableOption, brokenList, silentEnd, clientTooLong, misleadingLine]

    static func check(_ check: ExportsCheck) {
        for (index, stop) in check.stops.enumerated() {
            let lost = index == 0 ? check.lostEntries(after: stop) : 0
            let loss =
                lost == 0 ? "" : " exportfs loses the \(lost) \(lost == 1 ? "entry" : "entries") below."
            switch stop.reason {
            case .unknownOption, .badValue, .unknownFlavor:
                check.findings.add(
                    unreadableOption,
                    at: stop.range,
                    "\"\(check.shown(stop.range))\": \(stop.sentence(in: check.document.source.bytes))\(loss)",
                    help: suggestion(for: stop, in: check.document)
                )
            case .brokenList:
                check.findings.add(
                    brokenList,
                    at: stop.range,
                    "\"\(check.shown(stop.range))\": \(stop.reason.sentence)\(loss)",
                    fix: joined(stop, check.document.source.bytes)
                )
            case .emptyPath, .pathTooLong:
                check.findings.add(
                    silentEnd,
                    at: stop.range,
                    severity: index == 0 && lost == 0 ? .warning : nil,
                    "exportfs silently stops reading here: \(stop.reason.sentence)\(loss)"
                )
            case .clientTooLong:
                check.findings.add(
                    clientTooLong,
                    at: stop.range,
                    "exportfs stops reading here: \(stop.reason.sentence)\(loss)"
                )
            case .abort: break
            }
        }
        checkReportedLine(check)
    }

    private static func checkReportedLine(_ check: ExportsCheck) {
        guard let stop = check.stops.first, !stop.reason.isSilent else { return }
        let reported = check.document.reportedLine(at: stop.word.upperBound)
        let line = check.line(stop.word.upperBound)
        guard reported != line else { return }
        check.findings.add(
            misleadingLine,
            at: stop.range,
            "In its messages exportfs calls this line \(reported), but it is line \(line)."
        )
    }

    /// A known option with the same beginning, or one that differs in a letter or two.
    private static func suggestion(for stop: ReadingStop, in document: ExportsDocument) -> String? {
        guard stop.reason == .unknownOption, stop.range.count <= 32 else { return nil }
        let written = document.source.bytes[stop.range]
        let option = Array(written.prefix { $0 != UInt8(ascii: "=") })
        guard !option.isEmpty else { return nil }
        let known = option.count < written.count ? namesOfValues : ExportFlagWord.all.map(\.text)
        let near =
            known.first { $0 == option.asciiLowercased }
            ?? known.first { option.count > 3 && $0.starts(with: option) }
            ?? nearest(to: option, among: known)
        return near.map { "Did you mean \(String(decoding: $0, as: UTF8.self))?" }
    }

    /// The most similar word; it may differ in at most two letters, and in no more than half of them.
    private static func nearest(to option: [UInt8], among known: [[UInt8]]) -> [UInt8]? {
        let distances = known.map { (word: $0, distance: distance($0, option)) }
        guard let nearest = distances.min(by: { $0.distance < $1.distance }) else { return nil }
        return nearest.distance <= min(2, option.count / 2) ? nearest.word : nil
    }

    private static let namesOfValues = [
        "fsid=", "sec=", "anonuid=", "anongid=", "mp=", "mountpoint=", "refer=", "replicas=",
    ].map { Array($0.utf8) }

    /// The edit distance: how many letters must be changed, added or removed to turn one text into the other.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let changed = diagonal + (byte == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }

    /// The fix that removes the blanks from a list that exportfs could otherwise read.
    private static func joined(_ stop: ReadingStop, _ bytes: [UInt8]) -> Fix? {
        guard let open = bytes[stop.word].firstIndex(of: UInt8(ascii: "(")) else { return nil }
        var edits: [TextEdit] = []
        var list: [UInt8] = []
        for offset in (open + 1)..<min(bytes.count, open + 512) {
            switch bytes[offset] {
            case UInt8(ascii: ")"):
                var options = ExportOptions()
                let isEnd = offset + 1 == bytes.count || bytes[offset + 1].endsExportWord
                guard isEnd, !edits.isEmpty, options.read(list[...], perFlavor: .perFlavor) == nil else {
                    return nil
                }
                return Fix("remove the blanks from the list", edits: edits)
            case .blank, .tab: edits.append(TextEdit(offset..<(offset + 1), replacement: []))
            case 0x21...0x7E where bytes[offset] != .quote && bytes[offset] != .backslash:
                list.append(bytes[offset])
            default: return nil
            }
        }
        return nil
    }
}
