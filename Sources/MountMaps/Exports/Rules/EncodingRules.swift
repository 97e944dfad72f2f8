import SourceText

/// Files in another format or in the wrong encoding.
enum EncodingRules: ExportsRule {
    static let encoding = Rule(
        code: "EXP065",
        name: "wrong-encoding",
        severity: .error,
        summary: "A byte order mark, UTF-16, a NUL or a no-break space.",
        reason:
            "exportfs reads plain bytes: the mark becomes part of the first path, a NUL ends a word, and a no-break "
            + "space is part of a name like any letter.",
        cure: "Save the file as plain UTF-8 text without a byte order mark.",
        example: "\u{FEFF}/a *(rw)\n",
        corrected: "/caf\\303\\251 *(rw)\n"
    )
    static let otherFormat = Rule(
        code: "EXP066",
        name: "other-format",
        severity: .error,
        summary: "A merge marker, or a line of another file format.",
        reason: "exportfs reads it as a path with clients.",
        cure: "Remove the line.",
        example: "<<<<<<< HEAD\n/a *(rw)\n",
        corrected: "/a *(rw)\n"
    )

    static let rules = [encoding, otherFormat]

    static func check(_ check: ExportsCheck) {
        let bytes = check.document.source.bytes
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if bytes.starts(with: mark) {
            check.findings.add(
                encoding,
                at: 0..<3,
                "exportfs reads this byte order mark as part of the first path.",
                fix: Fix("remove the byte order mark", edits: [TextEdit(0..<3, replacement: [])])
            )
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            check.findings.add(encoding, at: 0..<2, "The file is encoded in UTF-16; exportfs cannot read it.")
        } else if let zero = bytes.firstIndex(of: 0) {
            check.findings.add(
                encoding,
                at: zero..<(zero + 1),
                "This NUL byte ends the word that contains it."
            )
        }
        checkNoBreakSpaces(check)
        for entry in check.entries {
            if isOtherFormat(check.document.bytes(of: entry.path)) || isFileSystemTableLine(entry, check) {
                check.findings.add(
                    otherFormat,
                    at: entry.path.range,
                    "\"\(check.shown(entry.path))\" is read as a path, but looks like a line of another file format."
                )
            }
        }
    }

    private static func checkNoBreakSpaces(_ check: ExportsCheck) {
        let bytes = check.document.source.bytes
        guard bytes.contains(0xC2) else { return }
        for entry in check.entries {
            for word in CollectionOfOne(entry.path) + entry.items.map(\.word) {
                guard let offset = noBreakSpace(in: word.range, bytes) else { continue }
                check.findings.add(
                    encoding,
                    at: offset..<(offset + 2),
                    "This no-break space is read as part of a name; it does not separate words."
                )
            }
        }
    }

    private static func noBreakSpace(in range: Range<Int>, _ bytes: [UInt8]) -> Int? {
        range.dropLast().first { bytes[$0] == 0xC2 && bytes[$0 + 1] == 0xA0 }
    }

    /// Whether an entry looks like a line of fstab(5): a device, a directory and a type, then options without a list.
    private static func isFileSystemTableLine(_ entry: ExportEntry, _ check: ExportsCheck) -> Bool {
        let words = entry.items.prefix(2).map { check.document.bytes(of: $0.word) }
        guard words.count == 2, entry.items.count > 2 else { return false }
        let types = [
            "ext2", "ext3", "ext4", "xfs", "btrfs", "vfat", "tmpfs", "nfs", "nfs4", "cifs", "swap", "auto",
        ]
        return (words[0].first == UInt8(ascii: "/") || words[0].elementsEqual("none".utf8))
            && types.contains { words[1].elementsEqual($0.utf8) }
    }

    private static func isOtherFormat(_ path: ArraySlice<UInt8>) -> Bool {
        guard path.first != UInt8(ascii: "/") else { return false }
        let starts = [
            "<<<<<<<", "=======", ">>>>>>>", "UUID=", "LABEL=", "EXPORT", "[", "share", "+auto", "{",
        ]
        return path.contains(":/") || starts.contains { path.starts(with: $0.utf8) }
    }
}
