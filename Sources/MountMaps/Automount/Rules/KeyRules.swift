import SourceText

/// Keys that do not fit the use of the map, or occur twice.
enum KeyRules: AutomountMapRule {
    static let slash = Rule(
        code: "MAP003",
        name: "slash-in-key",
        severity: .error,
        summary: "A slash in a key of an indirect map.",
        reason: "Automount only looks up names without slashes here, so the entry is never used.",
        cure: "Remove the slash, or name the map in a `/-` line (direct mounts).",
        example: "a/b srv:/x\n",
        corrected: "ab srv:/x\n"
    )
    static let relative = Rule(
        code: "MAP004",
        name: "relative-direct-key",
        severity: .error,
        summary: "A key without a leading slash in a direct map.",
        reason: "Automount ignores the entry, so nothing is mounted.",
        cure: "Write the absolute path, or use the map for an indirect mount point.",
        example: "rel srv:/b\n",
        corrected: "/mnt/b srv:/b\n"
    )
    static let duplicate = Rule(
        code: "MAP005",
        name: "duplicate-key",
        severity: .error,
        summary: "A key that already has an entry on an earlier line.",
        reason: "Automount uses the first entry and ignores this one without a message.",
        cure: "Remove one of the two entries.",
        example: "joe a:/j\njoe b:/j\n",
        corrected: "joe a:/j\n"
    )
    static let fstabOrder = Rule(
        code: "MAP009",
        name: "fstab-order",
        severity: .error,
        summary: "An entry with its fields in the order of fstab.",
        reason: "In a map the key comes first, then the options after a dash, then the location.",
        cure: "Reorder the fields: key, options, location.",
        example: "srv:/x /mnt/x nfs rw 0 0\n",
        corrected: "/mnt/x -fstype=nfs,rw srv:/x\n"
    )
    static let invalid = Rule(
        code: "MAP044",
        name: "invalid-key",
        severity: .error,
        summary: "A control character or a non-ASCII byte in a key outside quotes.",
        reason: "Automount rejects such a key, so the entry is never used.",
        cure: "Put the key in double quotes.",
        example: "é srv:/x\n",
        corrected: "\"é\" srv:/x\n"
    )

    static let byteOrderMark = Rule(
        code: "MAP045",
        name: "byte-order-mark",
        severity: .error,
        summary: "A byte order mark at the start of the file, or UTF-16.",
        reason:
            "Automount reads bytes: the mark is part of the first key, and UTF-16 has a NUL beside each letter.",
        cure: "Save the file as UTF-8 without a byte order mark.",
        example: "\u{feff}joe srv:/joe\n",
        corrected: "joe srv:/joe\n"
    )

    static let rules = [slash, relative, duplicate, fstabOrder, invalid, byteOrderMark]

    static func check(_ check: AutomountMapCheck) {
        let mark = MasterEncodingRules.mark
        if check.document.file.bytes.starts(with: mark) {
            check.findings.add(
                byteOrderMark,
                at: 0..<mark.count,
                "Automount reads this byte order mark as part of the first key, which then never matches.",
                fix: Fix("remove the byte order mark", edits: [TextEdit(0..<mark.count, with: "")])
            )
        }
        if let range = WideText.sign(in: check.document.file.bytes) {
            check.findings.add(
                byteOrderMark,
                at: range,
                "The file is encoded in UTF-16; automount cannot read it."
            )
        }
        for position in check.document.duplicates {
            let entry = check.document.entries[position]
            let key = check.document.key(of: entry)
            check.findings.add(
                duplicate,
                at: entry.keyRange ?? entry.range,
                "The key \(shown(key)) already has an entry above; automount ignores this one."
            )
        }
    }

    static func check(_ entry: AutomountEntryView, _ check: AutomountMapCheck) {
        let range = entry.entry.keyRange ?? entry.entry.range
        let isPlain = AutomountKey.isPlain(entry.key)
        guard let name = isPlain ? entry.key : AutomountKey.name(ofWritten: entry.key)?[...] else {
            guard !entry.key.starts(with: MasterEncodingRules.mark) || range.lowerBound > 0 else { return }
            check.findings.add(
                invalid,
                at: range,
                "The key \(shown(entry.key)) never matches: automount rejects its bytes outside quotes.",
                fix: quoting(range, entry.key)
            )
            return
        }
        let hasSlash = name.contains(MapByte.slash)
        if hasSlash, name.first != MapByte.slash, isLocation(name) {
            check.findings.add(
                fstabOrder,
                at: entry.entry.range,
                "Automount reads \(shown(entry.key)) as the key, not as the location."
            )
        } else if check.use == .indirect, hasSlash {
            check.findings.add(
                slash,
                at: range,
                "Automount never looks up the key \(shown(entry.key)): it contains a slash."
            )
        } else if check.use == .direct, name.first != MapByte.slash {
            let message =
                name.elementsEqual([MapByte.star])
                ? "The wildcard matches nothing in a direct map."
                : "The key \(shown(entry.key)) is not an absolute path; automount ignores this entry."
            check.findings.add(relative, at: range, message)
        }
    }

    private static func isLocation(_ name: ArraySlice<UInt8>) -> Bool {
        name.indices.dropLast().contains { EntryText.isColonSlash(at: $0, in: name) }
    }

    private static func quoting(_ range: Range<Int>, _ key: ArraySlice<UInt8>) -> Fix? {
        guard !key.contains(MapByte.quote), !key.contains(MapByte.backslash) else { return nil }
        guard key.allSatisfy({ $0 >= 32 }) else { return nil }
        return Fix(
            "put the key in quotes",
            edits: [
                TextEdit(range.lowerBound..<range.lowerBound, with: "\""),
                TextEdit(range.upperBound..<range.upperBound, with: "\""),
            ]
        )
    }
}
