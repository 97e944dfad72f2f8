import MountMaps
import SourceText

/// Maps that are not there, or hold nothing.
enum MapPresenceRules: SiteRule {
    static let missing = Rule(
        code: "MST003",
        name: "map-missing",
        severity: .error,
        summary: "A map that is missing, a directory, or empty.",
        reason: "Nothing is mounted below the mount point; without the map it does not even exist.",
        cure: "Correct the name, or write the map.",
        example: "# /etc/auto.master\n/home /etc/auto.hom\n# /etc/auto.home\njoe srv:/joe\n",
        corrected: "# /etc/auto.master\n/home /etc/auto.home\n# /etc/auto.home\njoe srv:/joe\n"
    )
    static let deadMasterInclude = Rule(
        code: "MST018",
        name: "unknown-master-include",
        severity: .warning,
        summary: "An include of a master map that no source knows.",
        reason: "It is skipped without a word, and with it every mount point that it should bring.",
        cure: "Correct the name, or remove the line.",
        example: "# /etc/auto.master\n+auto.nosuch\n",
        corrected: "# /etc/auto.master\n+auto.local\n# /etc/auto.local\n"
    )
    static let deadInclude = Rule(
        code: "MAP012",
        name: "unknown-include",
        severity: .warning,
        summary: "An include of a map that no source knows.",
        reason: "It is skipped without a word, and with it every key that it should bring.",
        cure: "Correct the name, or remove the line.",
        example: "# /etc/auto.master\n/home /etc/auto.home\n# /etc/auto.home\n+auto.nosuch\njoe srv:/joe\n",
        corrected: """
            # /etc/auto.master
            /home /etc/auto.home
            # /etc/auto.home
            +auto.staff
            joe srv:/joe
            # /etc/auto.staff
            ann srv:/ann

            """
    )

    static let rules = [missing, deadMasterInclude, deadInclude]

    static func check(_ site: Site, _ findings: SiteFindings) {
        for point in site.maps.mountPoints {
            for map in point.missing { reportMissing(map, point, site, findings) }
            let isEmpty = point.files.allSatisfy { index in
                let document = site.maps.files[index].document
                return document.entries.isEmpty && document.includes.isEmpty
            }
            guard isEmpty, !point.files.isEmpty, !point.isOpen, point.missing.isEmpty else { continue }
            findings.add(
                missing,
                in: point.document.file,
                at: point.entry.range,
                "The map \(printable(site.maps.files[point.files[0]].path)) of \(shown(point.entry.mountPoint)) "
                    + "holds no entry."
            )
        }
        for dead in site.maps.deadIncludes {
            findings.add(
                dead.isOfMaster ? deadMasterInclude : deadInclude,
                in: dead.file,
                at: dead.include.range,
                "Nothing is read for \(shown(dead.include.name)): there is no such map."
            )
        }
    }

    private static func reportMissing(
        _ map: MapSourceName,
        _ point: SiteMaps.MountPoint,
        _ site: Site,
        _ findings: SiteFindings
    ) {
        let path = site.maps.path(of: map)
        let status = path.flatMap { site.modes[$0] }
        // A program that cannot be run is another finding.
        let isProgram = map.type == "program" || map.type == "exec"
        guard !isProgram || status?.kind != .file else { return }
        let fault =
            switch status?.kind {
            case nil: "does not exist"
            case .directory: "is a directory"
            case .file, .other: "cannot be read as a map"
            }
        findings.add(
            missing,
            in: point.document.file,
            at: point.entry.range,
            "The map \(shown(path.map { Array($0.utf8) } ?? map.name)) \(fault): nothing is mounted at "
                + "\(shown(point.entry.mountPoint))."
        )
    }
}
