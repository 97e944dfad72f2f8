import MountMaps
import SourceText

/// Missing and empty maps.
enum MapPresenceRules: SiteRule {
    static let missing = Rule(
        code: "MST003",
        name: "map-missing",
        severity: .error,
        summary: "A map that is missing, a directory, or empty.",
        reason:
            "Nothing is mounted below the mount point; if the map is missing, the mount point does not even exist.",
        cure: "Correct the name, or create the map.",
        example: "# /etc/auto.master\n/home /etc/auto.hom\n# /etc/auto.home\njoe srv:/joe\n",
        corrected: "# /etc/auto.master\n/home /etc/auto.home\n# /etc/auto.home\njoe srv:/joe\n"
    )
    static let deadMasterInclude = Rule(
        code: "MST018",
        name: "unknown-master-include",
        severity: .warning,
        summary: "An include of a master map that does not exist in any source.",
        reason: "Automount silently skips it, so all of its mount points are missing.",
        cure: "Correct the name, or remove the line.",
        example: "# /etc/auto.master\n+auto.nosuch\n",
        corrected: "# /etc/auto.master\n+auto.local\n# /etc/auto.local\n"
    )
    static let deadInclude = Rule(
        code: "MAP012",
        name: "unknown-include",
        severity: .warning,
        summary: "An include of a map that does not exist in any source.",
        reason: "Automount silently skips it, so all of its keys are missing.",
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
                // Installers write empty maps for later use, and automount starts with them without a complaint.
                severity: .note,
                "The map \(printable(site.maps.files[point.files[0]].path)) for \(shown(point.entry.mountPoint)) "
                    + "has no entries.",
                help: "Nothing to do if it is meant to be empty."
            )
        }
        for mount in site.maps.submounts { check(mount, site, findings) }
        for dead in site.maps.deadIncludes {
            findings.add(
                dead.isOfMaster ? deadMasterInclude : deadInclude,
                in: dead.file,
                at: dead.include.range,
                "There is no map \(shown(dead.include.name)); automount silently skips this include."
            )
        }
    }

    /// A map that an entry mounts.
    private static func check(_ mount: SiteMaps.Submount, _ site: Site, _ findings: SiteFindings) {
        if mount.isMissing {
            guard let what = fault(of: mount.map, site) else { return }
            findings.add(
                missing,
                in: mount.file,
                at: mount.entry.range,
                "The map \(what): nothing is mounted below \(shown(mount.directory))."
            )
            return
        }
        let isEmpty = mount.files.allSatisfy { index in
            let document = site.maps.files[index].document
            return document.entries.isEmpty && document.includes.isEmpty
        }
        guard isEmpty, let first = mount.files.first, !mount.isOpen else { return }
        findings.add(
            missing,
            in: mount.file,
            at: mount.entry.range,
            severity: .note,
            "The map \(printable(site.maps.files[first].path)) of \(shown(mount.directory)) has no entries.",
            help: "Nothing to do if it is meant to be empty."
        )
    }

    private static func reportMissing(
        _ map: MapSourceName,
        _ point: SiteMaps.MountPoint,
        _ site: Site,
        _ findings: SiteFindings
    ) {
        guard let what = fault(of: map, site) else { return }
        findings.add(
            missing,
            in: point.document.file,
            at: point.entry.range,
            "The map \(what): nothing is mounted at \(shown(point.entry.mountPoint))."
        )
    }

    /// A map and what is wrong with it; nil where that is another finding.
    private static func fault(of map: MapSourceName, _ site: Site) -> String? {
        let path = site.maps.path(of: map)
        let status = path.flatMap { site.modes[$0] }
        // A program that cannot be run is reported by MapModeRules.
        let isProgram = map.type == "program" || map.type == "exec"
        guard !isProgram || status?.kind != .file else { return nil }
        let fault =
            switch status?.kind {
            case nil: "does not exist"
            case .directory: "is a directory"
            case .file, .other: "cannot be read as a map"
            }
        return "\(shown(path.map { Array($0.utf8) } ?? map.name)) \(fault)"
    }
}
