package import SourceText

/// Mount points that conflict with each other, and lines that `master_parse.y: master_parse_entry` ignores because of
/// an earlier line.
package enum MountPointRules: MasterMapRule {
    package static let duplicate = Rule(
        code: "MST002",
        name: "duplicate-mount-point",
        severity: .error,
        summary: "A mount point that an earlier line already uses.",
        reason: "Automount uses only the first line, and normal logs do not mention it.",
        cure: "Remove one of the lines, or include one map in the other.",
        example: "/home auto.home\n/home auto.other\n",
        corrected: "/home auto.home\n/data auto.other\n"
    )
    static let lateNull = Rule(
        code: "MST010",
        name: "late-null",
        severity: .error,
        summary: "A -null line after the line it should cancel.",
        reason: "-null cancels only later lines, so it has no effect here.",
        cure: "Move it above that line or include.",
        example: "/h auto.h\n/h -null\n",
        corrected: "/h -null\n/h auto.h\n"
    )
    package static let nested = Rule(
        code: "MST011",
        name: "nested-mount-point",
        severity: .error,
        summary: "A mount point below another one.",
        reason: "Which of the two is visible depends on the order in which they are mounted.",
        cure: "Move the inner one elsewhere, or make it an entry of the outer map.",
        example: "/home auto.home\n/home/staff auto.staff\n",
        corrected: "/home auto.home\n/staff auto.staff\n"
    )
    static let slashes = Rule(
        code: "MST019",
        name: "odd-slashes",
        severity: .warning,
        summary: "A mount point with a trailing slash or two slashes in a row.",
        reason: "Automount has trouble expiring it, and SSSD rejects it.",
        cure: "Write the path with single slashes and no trailing slash.",
        example: "/groups//bio auto.bio\n",
        corrected: "/groups/bio auto.bio\n"
    )

    static let rules = [duplicate, lateNull, nested, slashes]

    static func check(_ document: MasterMapDocument, _ findings: FindingList) {
        var seen: [[ArraySlice<UInt8>]: MasterMapEntry] = [:]
        for entry in document.entries {
            checkSlashes(entry, document, findings)
            guard !entry.isDirect else { continue }
            let path = components(of: entry.mountPoint)
            if entry.target == .null {
                if seen[path] != nil {
                    findings.add(
                        lateNull,
                        at: entry.range,
                        "An earlier line already mounts \(shown(entry.mountPoint)), so -null has no effect here."
                    )
                }
                continue
            }
            if seen[path] != nil {
                findings.add(
                    duplicate,
                    at: entry.range,
                    "\(shown(entry.mountPoint)) already has a map; automount ignores this line."
                )
            } else {
                seen[path] = entry
            }
        }
        for (path, entry) in seen {
            let outer = path.indices.dropFirst().first { seen[Array(path[..<$0])] != nil }
            guard outer != nil else { continue }
            findings.add(
                nested,
                at: entry.range,
                "\(shown(entry.mountPoint)) is below another mount point; which one is visible depends on the mount order."
            )
        }
    }

    private static func checkSlashes(
        _ entry: MasterMapEntry,
        _ document: MasterMapDocument,
        _ findings: FindingList
    ) {
        guard document.file.bytes[entry.range].first == MapByte.slash else { return }
        let written = document.file.bytes[entry.range].prefix { !$0.isASCIISpace }
        let isDoubled = zip(written, written.dropFirst()).contains {
            $0 == MapByte.slash && $1 == MapByte.slash
        }
        guard isDoubled || (written.count > 1 && written.last == MapByte.slash) else { return }
        findings.add(
            slashes,
            at: written.indices,
            "\(shown(written)) has two slashes in a row or a trailing slash.",
            fix: plain(written)
        )
    }

    /// The fix that writes a mount point with single slashes and none at its end.
    private static func plain(_ written: ArraySlice<UInt8>) -> Fix? {
        let parts = written.split(separator: MapByte.slash)
        // With a backslash or a quote in the path, only its author knows what was meant.
        guard !parts.isEmpty, !written.contains(MapByte.backslash), !written.contains(MapByte.quote) else {
            return nil
        }
        let path = parts.flatMap { [MapByte.slash] + $0 }
        return Fix("remove the extra slashes", edits: [TextEdit(written.indices, replacement: path)])
    }

    private static func components(of path: [UInt8]) -> [ArraySlice<UInt8>] {
        path.split(separator: MapByte.slash)
    }
}
