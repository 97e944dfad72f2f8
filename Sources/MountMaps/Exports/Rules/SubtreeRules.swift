import SourceText

/// Subtree checking.
enum SubtreeRules: ExportsRule {
    static let unsaid = Rule(
        code: "EXP015",
        name: "subtree-check-unsaid",
        severity: .note,
        summary: "Neither subtree_check nor no_subtree_check is given.",
        reason:
            "Up to nfs-utils 2.7.0, exportfs logs a warning about it each time. The default is no_subtree_check.",
        cure: "Add no_subtree_check.",
        example: "/h *(rw)\n",
        corrected: "/h *(rw,no_subtree_check)\n"
    )
    static let checked = Rule(
        code: "EXP044",
        name: "subtree-check",
        severity: .warning,
        summary: "subtree_check on a tree that clients can change.",
        reason:
            "If a file is renamed while a client has it open, the client gets a stale file handle. In homes this happens "
            + "all the time.",
        cure: "Use no_subtree_check, and export a separate file system.",
        example: "/home h(rw,subtree_check)\n",
        corrected: "/home h(rw,no_subtree_check)\n"
    )

    static let rules = [unsaid, checked]

    static func check(_ check: ExportsCheck) {
        for (entry, traits) in zip(check.entries, check.traits)
        where !traits.isWithoutSubtreeCheck {
            var isSaid = false
            var isReported = false
            for item in entry.items {
                switch item {
                case .defaults(_, let list):
                    if says(list, check) { isSaid = true }
                case .client(let client):
                    let marks = client.grant.marks
                    let isSaidHere = isSaid || (client.list != nil && marks.contains(.saysSubtree))
                    if !isSaidHere, !isReported {
                        isReported = true
                        check.findings.add(
                            unsaid,
                            at: client.word.range.isEmpty ? entry.path.range : client.word.range,
                            "Neither subtree_check nor no_subtree_check is given; the default is no_subtree_check.",
                            fix: saying(entry, check)
                        )
                    }
                    guard marks.contains(.writable), !client.grant.options.flags.contains(.noSubtreeCheck)
                    else {
                        continue
                    }
                    check.findings.add(
                        checked,
                        at: client.word.range,
                        "Files in \"\(check.shown(entry.path))\" that are renamed while open become stale."
                    )
                }
            }
        }
    }

    /// The fix that adds the option to the list of every client without it; nil if a client has no list, which is
    /// another finding.
    private static func saying(_ entry: ExportEntry, _ check: ExportsCheck) -> Fix? {
        let option = "no_subtree_check"
        let bytes = check.document.source.bytes
        var edits: [TextEdit] = []
        for item in entry.items {
            // With a default list, that list is the better place, and a person has to decide.
            guard case .client(let client) = item, let list = client.list else { return nil }
            if says(list, check) { continue }
            let end = client.word.range.upperBound - 1
            guard client.word.isLiteral, client.word.range.count + option.utf8.count + 1 < 512,
                end > 0, bytes[end] == UInt8(ascii: ")")
            else { return nil }
            let comma = [UInt8(ascii: ","), UInt8(ascii: "(")].contains(bytes[end - 1]) ? "" : ","
            edits.append(TextEdit(end..<end, with: comma + option))
        }
        return Fix("add \(option)", edits: edits)
    }

    private static func says(_ list: ExportWord, _ check: ExportsCheck) -> Bool {
        var cutter = ExportOptionCutter(check.document.bytes(of: list))
        let bytes = check.document.bytes(of: list)
        while let option = cutter.next() {
            if ExportFlagWord.find(bytes[option])?.flag == .noSubtreeCheck { return true }
        }
        return false
    }
}
