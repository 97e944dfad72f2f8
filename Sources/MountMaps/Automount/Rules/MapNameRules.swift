import SourceText

/// Maps given by name instead of by path.
enum MapNameRules: MasterMapRule {
    static let byName = Rule(
        code: "MST016",
        name: "map-by-name",
        severity: .note,
        summary: "A map given by name instead of by path.",
        reason:
            "Automount searches the sources that nsswitch.conf lists, so the map may come from LDAP or NIS instead of a file.",
        cure: "If the map is a file, write its path.",
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
                    "Automount looks for \(shown(source.map.name)) in the sources that nsswitch.conf lists."
                )
            }
        }
    }
}
