import AutomountResolver
import MountMaps
import SourceText

/// Maps whose keys do not fit the line of the master map that names them.
enum MountPointUseRules: SiteRule {
    static let insideIndirect = Rule(
        code: "MST012",
        name: "direct-key-in-indirect",
        severity: .error,
        summary: "A direct key that is an indirect mount point or is below one.",
        reason: "Which of the two is seen depends on the order in which they are mounted.",
        cure: "Move the direct mount elsewhere, or make it a key of the indirect map.",
        example: """
            # /etc/auto.master
            /home /etc/auto.home
            /- /etc/auto.direct
            # /etc/auto.home
            joe srv:/joe
            # /etc/auto.direct
            /home/z srv:/z

            """,
        corrected: """
            # /etc/auto.master
            /home /etc/auto.home
            /- /etc/auto.direct
            # /etc/auto.home
            joe srv:/joe
            # /etc/auto.direct
            /opt/z srv:/z

            """
    )
    static let mixedUp = Rule(
        code: "MST013",
        name: "direct-and-indirect-mixed-up",
        severity: .error,
        summary: "A map with absolute paths at an indirect mount point, or a map with names at `/-`.",
        reason: "Automount ignores all of its keys.",
        cure:
            "Use `/-` for a map with absolute paths, and a directory as the mount point for a map with names.",
        example: "# /etc/auto.master\n/data /etc/auto.data\n# /etc/auto.data\n/data/x srv:/x\n",
        corrected: "# /etc/auto.master\n/- /etc/auto.data\n# /etc/auto.data\n/data/x srv:/x\n"
    )

    static let rules = [insideIndirect, mixedUp]

    static func check(_ site: Site, _ findings: SiteFindings) {
        var checked: Set<Int> = []
        for point in site.maps.mountPoints {
            let isDirect = point.entry.isDirect
            for index in point.files {
                if isDirect, checked.insert(index).inserted {
                    checkKeys(site.maps.files[index], site, findings)
                }
            }
            if let map = point.files.first, isMixedUp(site.maps.files[map].document, isDirect: isDirect) {
                let path = printable(site.maps.files[map].path)
                findings.add(
                    mixedUp,
                    in: point.document.file,
                    at: point.entry.range,
                    isDirect
                        ? "The keys of \(path) are names, but direct maps need absolute paths: automount ignores them all."
                        : "The keys of \(path) are absolute paths, which automount never looks up below "
                            + "\(shown(point.entry.mountPoint)): this map belongs to /-."
                )
            }
        }
    }

    private static func isMixedUp(_ document: AutomountMapDocument, isDirect: Bool) -> Bool {
        var misfits = 0
        for entry in document.entries {
            let key = document.key(of: entry).drop { $0 == UInt8(ascii: "\"") }
            if key.elementsEqual("*".utf8) {
                // A wildcard works at a mount point, but not in a direct map.
                guard isDirect else { return false }
                continue
            }
            guard (key.first == .slash) != isDirect else { return false }
            misfits += 1
        }
        return misfits > 0
    }

    private static func checkKeys(_ map: SiteMaps.File, _ site: Site, _ findings: SiteFindings) {
        guard site.maps.hasIndirect else { return }
        for entry in map.document.entries where map.document.key(of: entry).contains(.slash) {
            guard let name = map.document.name(of: entry), name.first == .slash,
                let point = site.maps.mountPoint(holding: PathComponents(name))
            else { continue }
            findings.add(
                insideIndirect,
                in: map.document.file,
                at: entry.keyRange ?? entry.range,
                "\(shown(name)) is at or below the mount point \(shown(point.entry.mountPoint)) of "
                    + "\(point.place)."
            )
        }
    }
}
