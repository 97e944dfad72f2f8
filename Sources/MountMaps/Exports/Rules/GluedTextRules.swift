import SourceText

/// Characters without their usual meaning: a `#` inside a word, a backslash before a blank.
enum GluedTextRules: ExportsRule {
    static let gluedComment = Rule(
        code: "EXP010",
        name: "glued-comment",
        severity: .warning,
        summary: "A `#` directly after a word.",
        reason:
            "Inside a word, `#` does not start a comment. After a list it breaks the list; after a client it becomes "
            + "part of the client's name.",
        cure: "Put a blank before the `#`.",
        example: "/h *(rw)# lab\n",
        corrected: "/h *(rw) # lab\n"
    )
    static let foreignEscape = Rule(
        code: "EXP067",
        name: "foreign-escape",
        severity: .warning,
        summary: "A backslash before a blank, or an escape in another notation.",
        reason:
            "exportfs only knows a backslash with three octal digits. A backslash before a blank becomes the last "
            + "character of the word, and `\\x20` is read literally.",
        cure: "Write \\040, or put the path in double quotes.",
        example: "/my\\ dir *(rw)\n",
        corrected: "/my\\040dir *(rw)\n"
    )

    static let rules = [gluedComment, foreignEscape]

    static func check(_ check: ExportsCheck) {
        let bytes = check.document.source.bytes
        for stop in check.document.stops where stop.reason == .brokenList {
            let word = bytes[stop.word]
            guard
                let hash = word.indices.dropFirst().first(where: {
                    word[$0] == .hash && word[$0 - 1] == UInt8(ascii: ")")
                })
            else { continue }
            check.findings.add(
                gluedComment,
                at: hash..<stop.word.upperBound,
                "This is not a comment but text after a list, which breaks the list.",
                fix: Fix("put a blank before the comment", edits: [TextEdit(hash..<hash, with: " ")])
            )
        }
        for (entry, traits) in zip(check.entries, check.traits)
        where traits.hasBareClient || traits.isDecoded {
            for case .client(let client) in entry.items where client.list == nil {
                guard let hash = bytes[client.word.range].firstIndex(of: .hash) else { continue }
                check.findings.add(
                    gluedComment,
                    at: hash..<client.word.range.upperBound,
                    "This is not a comment: \"\(check.shown(client.word))\" is read as one client."
                )
            }
            checkEscapes(entry.path, check)
        }
    }

    private static func checkEscapes(_ path: ExportWord, _ check: ExportsCheck) {
        guard !path.isLiteral else { return }
        let bytes = check.document.source.bytes
        let end = path.range.upperBound
        let beforeBlank = bytes[end - 1] == .backslash && end < bytes.count && bytes[end] == .blank
        let hexadecimal = path.range.dropLast(3).contains {
            bytes[$0] == .backslash && bytes[$0 + 1] | 0x20 == UInt8(ascii: "x")
                && bytes[$0 + 2].hexDigitValue != nil && bytes[$0 + 3].hexDigitValue != nil
        }
        guard beforeBlank || hexadecimal else { return }
        check.findings.add(
            foreignEscape,
            at: path.range,
            beforeBlank
                ? "exportfs reads the path as \"\(check.shown(path))\": it ends with a backslash, without the blank."
                : "exportfs reads the path as \"\(check.shown(path))\", with a literal backslash."
        )
    }
}
