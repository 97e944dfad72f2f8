package import SourceText

/// Mount points that are in each other's way.
package enum MountPointRules: MasterMapRule {
    package static let duplicate = Rule(
        code: "MST002",
        name: "duplicate-mount-point",
        severity: .error,
        summary: "A mount point that an earlier line has already.",
        reason: "Only the first line serves, and ordinary logs do not say so.",
        cure: "Remove one of the lines, or join the maps by an include.",
        example: "/home auto.home\n/home auto.other\n",
        corrected: "/home auto.home\n/data auto.other\n"
    )
    static let lateNull = Rule(
        code: "MST010",
        name: "late-null",
        severity: .error,
        summary: "A -null line after the line that it should cancel.",
        reason: "It cancels later lines only.",
        cure: "Move it above the line or the include.",
        example: "/h auto.h\n/h -null\n",
        corrected: "/h -null\n/h auto.h\n"
    )
    package static let nested = Rule(
        code: "MST011",
        name: "nested-mount-point",
        severity: .error,
        summary: "A mount point below another one.",
        reason: "Which of the two is seen depends on the order in which they are mounted.",
        cure: "Put the inner one elsewhere, or make it an entry of the outer map.",
        example: "/home auto.home\n/home/staff auto.staff\n",
        corrected: "/home auto.home\n/staff auto.staff\n"
    )
    static let slashes = Rule(
        code: "MST019",
        name: "odd-slashes",
        severity: .warning,
        summary: "A mount point with a slash at its end or two in a row.",
        reason: "Expiry stumbles over it, and SSSD refuses it.",
        cure: "Write the path with single slashes and none at the end.",
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
                        "An earlier line mounts \(shown(entry.mountPoint)) already: -null has no effect here."
                    )
                }
                continue
            }
            if seen[path] != nil {
                findings.add(
                    duplicate,
                    at: entry.range,
                    "\(shown(entry.mountPoint)) has a map already; this line is ignored."
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
                "\(shown(entry.mountPoint)) lies below another mount point."
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
            "\(shown(written)) has doubled slashes, or one at its end.",
            fix: plain(written)
        )
    }

    /// Writes a mount point with single slashes and none at its end.
    private static func plain(_ written: ArraySlice<UInt8>) -> Fix? {
        let parts = written.split(separator: MapByte.slash)
        // What a backslash or a quote does to a slash is for its writer to tell.
        guard !parts.isEmpty, !written.contains(MapByte.backslash), !written.contains(MapByte.quote) else {
            return nil
        }
        let path = parts.flatMap { [MapByte.slash] + $0 }
        return Fix("take out the slashes", edits: [TextEdit(written.indices, replacement: path)])
    }

    private static func components(of path: [UInt8]) -> [ArraySlice<UInt8>] {
        path.split(separator: MapByte.slash)
    }
}
