import SourceText

/// Maps that are given by name.
enum MapNameRules: MasterMapRule {
    static let byName = Rule(
        code: "MST016",
        name: "map-by-name",
        severity: .note,
        summary: "A map that is given by a name instead of a path.",
        reason:
            "It is looked for where nsswitch.conf says, which may be a directory service and not this machine.",
        cure: "Write the path where the map is a file.",
        example: "/home auto.home\n",
        corrected: "/home /etc/auto.home\n"
    )

    static let rules = [byName]

    static func check(_ document: MasterMapDocument, _ findings: FindingList) {
        for entry in document.entries {
            guard case .maps(let sources) = entry.target else { continue }
            for source in sources where source.map.type == nil && source.map.name.first != MapByte.slash {
                findings.add(
                    byName,
                    at: entry.range,
                    "\(shown(source.map.name)) is looked for where nsswitch.conf says."
                )
            }
        }
    }
}
