import AutomountResolver
import HostFiles
import MountMaps
import SourceText

/// Automount mount points that conflict with fstab or exports.
enum AutomountPlaceRules: SiteRule {
    static let alsoInTable = Rule(
        code: "SYS015",
        name: "mount-point-in-fstab",
        severity: .warning,
        summary: "A directory that both fstab and automount mount on.",
        reason: "Whichever is mounted last hides the other.",
        cure: "Keep one of them.",
        example: .site(map: "joe srv:/joe", fstab: "srv:/home /home nfs rw 0 0"),
        corrected: .site(map: "joe srv:/joe", fstab: "srv:/data /data nfs rw 0 0")
    )
    static let overExport = Rule(
        code: "SYS017",
        name: "automounted-export",
        severity: .warning,
        summary: "An exported path that automount on the server mounts over.",
        reason: "automount covers the files, so the server exports automount's mounts or nothing.",
        cure: "Keep the files elsewhere, such as /srv/home, and export that.",
        example: .site(exports: "/home *(ro,no_subtree_check)", map: "joe srv:/joe"),
        corrected: .site(exports: "/srv/home *(ro,no_subtree_check)", map: "joe srv:/joe")
    )

    static let rules = [alsoInTable, overExport]

    static func check(_ site: Site, _ findings: SiteFindings) {
        guard site.runsAutomount else { return }
        let directKeys = site.maps.directKeys(among: site.claimedDirectories)
        checkTable(site, directKeys, findings)
        var reported: Set<[UInt8]> = []
        for export in site.exports.exports where reported.insert(export.path).inserted {
            guard let owner = mount(over: export.path, site, directKeys) else { continue }
            let place = site.place(of: export)
            findings.add(
                overExport,
                in: place.document.source,
                at: place.path.range,
                "\(shown(export.path)) is exported, but automount mounts over it: \(owner)."
            )
        }
    }

    private static func checkTable(
        _ site: Site,
        _ directKeys: [[UInt8]: String],
        _ findings: SiteFindings
    ) {
        guard let file = site.fileSystems.file else { return }
        for entry in site.fileSystems.entries where entry.type != "swap" && entry.type != "autofs" {
            guard let owner = mount(over: entry.mountPoint, site, directKeys) else { continue }
            findings.add(
                alsoInTable,
                in: file,
                at: entry.range,
                "fstab mounts \(shown(entry.mountPoint)), but automount mounts there too: \(owner)."
            )
        }
    }

    /// Describes what automount mounts at a directory or above it.
    private static func mount(over path: [UInt8], _ site: Site, _ directKeys: [[UInt8]: String]) -> String? {
        if let point = site.maps.mountPoint(holding: PathComponents(path)) {
            return "\(shown(point.entry.mountPoint)) at \(point.place)"
        }
        for ancestor in PathAncestors(path) {
            if let map = directKeys[ancestor] { return "the key \(shown(ancestor)) of \(printable(map))" }
        }
        return nil
    }
}

extension Site {
    /// The directories that exports and fstab use, and their parent directories.
    fileprivate var claimedDirectories: Set<[UInt8]> {
        var claimed: Set<[UInt8]> = []
        let paths = exports.exports.lazy.map(\.path) + fileSystems.entries.lazy.map(\.mountPoint)
        for path in paths { claimed.insertWithAncestors(path) }
        return claimed
    }
}
