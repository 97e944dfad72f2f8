import AutomountResolver
import MountMaps
import SourceText

/// Maps whose keys do not fit the line that names them.
enum MountPointUseRules: SiteRule {
    static let insideIndirect = Rule(
        code: "MST012",
        name: "direct-key-in-indirect",
        severity: .error,
        summary: "A direct key that is an indirect mount point or lies below one.",
        reason: "Which of the two is seen depends on the order in which they are mounted.",
        cure: "Put the direct mount elsewhere, or make it a key of the indirect map.",
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
        summary: "A map of absolute paths at a mount point, or a map of names at `/-`.",
        reason: "Automount passes over every one of its keys.",
        cure: "Name a map of absolute paths with `/-`, and a map of names with the directory they belong in.",
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
                        ? "The keys of \(path) are names, and direct maps need absolute paths: none is used."
                        : "The keys of \(path) are absolute paths, which are never looked up below "
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
                // A wildcard serves at a mount point, and is nothing in a direct map.
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
                "\(shown(name)) is or lies below the mount point \(shown(point.entry.mountPoint)) of "
                    + "\(point.place)."
            )
        }
    }
}
