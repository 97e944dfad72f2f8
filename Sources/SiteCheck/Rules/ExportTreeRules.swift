import HostFiles
import MountMaps
import SourceText

/// Exports and their file systems.
enum ExportTreeRules: SiteRule {
    static let subdirectory = Rule(
        code: "EXP045",
        name: "part-of-a-file-system",
        severity: .warning,
        summary: "A directory that is only part of its file system, exported with no_subtree_check.",
        reason:
            "The server does not check that a file handle is inside the exported directory, so a client that guesses "
            + "file handles can reach the rest of the file system.",
        cure: "Put the shared files on a separate file system, and export that.",
        example: .site(
            exports: "/var/www h(rw,no_subtree_check)",
            mounts: ["1 0 8:1 / / rw - ext4 /dev/sda1 rw"]
        ),
        corrected: .site(
            exports: "/srv h(rw,no_subtree_check)",
            mounts: ["1 0 8:1 / / rw - ext4 /dev/sda1 rw", "2 1 8:2 / /srv rw - ext4 /dev/sda2 rw"]
        )
    )
    static let hiddenMount = Rule(
        code: "EXP052",
        name: "mount-below-export",
        severity: .warning,
        summary:
            "A file system mounted below an exported path, neither exported itself nor covered "
            + "by crossmnt.",
        reason: "NFSv3 clients see the directory under the mount point instead, and write into it.",
        cure: "Add crossmnt, or export the file system too.",
        example: .site(
            exports: "/tank *(rw,no_subtree_check)",
            mounts: [
                "1 0 8:1 / / rw - ext4 /dev/sda1 rw", "2 1 0:40 / /tank rw - zfs tank rw",
                "3 2 0:41 / /tank/vm rw - zfs tank/vm rw",
            ]
        ),
        corrected: .site(
            exports: "/tank *(rw,no_subtree_check,crossmnt)",
            mounts: [
                "1 0 8:1 / / rw - ext4 /dev/sda1 rw", "2 1 0:40 / /tank rw - zfs tank rw",
                "3 2 0:41 / /tank/vm rw - zfs tank/vm rw",
            ]
        )
    )
    static let homeMounts = Rule(
        code: "SYS020",
        name: "home-file-systems-hidden",
        severity: .warning,
        summary: "A file system for each home, exported without crossmnt.",
        reason: "NFSv3 clients see empty directories instead of homes.",
        cure: "Add crossmnt to the export of the homes.",
        example: .site(
            exports: "/tank/home *(rw,no_subtree_check)",
            mounts: [
                "1 0 0:40 / /tank/home rw - zfs tank/home rw",
                "2 1 0:41 / /tank/home/joe rw - zfs tank/home/joe rw",
            ]
        ),
        corrected: .site(
            exports: "/tank/home *(rw,no_subtree_check,crossmnt)",
            mounts: [
                "1 0 0:40 / /tank/home rw - zfs tank/home rw",
                "2 1 0:41 / /tank/home/joe rw - zfs tank/home/joe rw",
            ]
        )
    )
    static let nested = Rule(
        code: "EXP053",
        name: "nested-exports",
        severity: .warning,
        summary: "An export inside another export of the same file system, with different sec= or ro/rw.",
        reason: "NFSv4 clients that come from the outer directory get the options of the outer export.",
        cure: "Give both the same options, or put the inner one on a separate file system.",
        example: .site(
            exports: "/s *(ro,no_subtree_check)\n/s/a *(rw,no_subtree_check)",
            mounts: ["1 0 8:1 / / rw - ext4 /dev/sda1 rw"]
        ),
        corrected: .site(
            exports: "/s *(ro,no_subtree_check)\n/s/a *(rw,no_subtree_check)",
            mounts: ["1 0 8:1 / / rw - ext4 /dev/sda1 rw", "2 1 8:2 / /s/a rw - ext4 /dev/sda2 rw"]
        )
    )

    static let rules = [subdirectory, hiddenMount, homeMounts, nested]

    static func check(_ site: Site, _ findings: SiteFindings) {
        guard let mounts = site.mounts else { return }
        let exported = Dictionary(grouping: site.exports.exports, by: \.path)
        let homes = HomePlaces(site)
        let uncovered = mounts.storage.filter { exported[$0] == nil }
        var reported: Set<[Int]> = []
        for export in site.exports.exports {
            let entry = [export.place.document, export.place.entry]
            checkNesting(export, exported, mounts, site, findings)
            guard reported.insert(entry).inserted else { continue }
            checkPart(export, exported, mounts, site, findings)
            checkMounts(export, uncovered, homes, site, findings)
        }
    }

    private static func checkPart(
        _ export: ExportsTable.Export,
        _ exported: [[UInt8]: [ExportsTable.Export]],
        _ mounts: MountTable,
        _ site: Site,
        _ findings: SiteFindings
    ) {
        guard export.options.flags.contains(.noSubtreeCheck), let mount = mounts.mount(holding: export.path),
            !(mount.mountPoint == export.path && mount.isWhole),
            exported[mount.mountPoint] == nil
                || mount.mountPoint == export.path
        else { return }
        let place = site.place(of: export)
        findings.add(
            subdirectory,
            in: place.document.source,
            at: place.path.range,
            "\(shown(export.path)) is only part of the file system at \(shown(mount.mountPoint)); a client that guesses "
                + "file handles can reach all of it."
        )
    }

    private static func checkMounts(
        _ export: ExportsTable.Export,
        _ uncovered: [[UInt8]],
        _ homes: HomePlaces,
        _ site: Site,
        _ findings: SiteFindings
    ) {
        guard !export.options.flags.contains(.crossMount) else { return }
        let below = MountTable.part(of: uncovered, below: export.path)
        guard let first = below.first else { return }
        let place = site.place(of: export)
        let what =
            below.count > 1
            ? "file systems at \(shown(first)) and \(below.count - 1) more are"
            : "file system at \(shown(first)) is"
        findings.add(
            homes.contains(export.path) ? homeMounts : hiddenMount,
            in: place.document.source,
            at: place.path.range,
            "The \(what) not exported: NFSv3 clients of \(shown(export.path)) see the directory under the mount point."
        )
    }

    private static func checkNesting(
        _ export: ExportsTable.Export,
        _ exported: [[UInt8]: [ExportsTable.Export]],
        _ mounts: MountTable,
        _ site: Site,
        _ findings: SiteFindings
    ) {
        guard let mount = mounts.mount(holding: export.path), mount.mountPoint != export.path else { return }
        for ancestor in PathAncestors(export.path).dropFirst() {
            guard mount.mountPoint.isDirectory(holding: ancestor) else { return }
            let outer = (exported[ancestor] ?? []).prefix(64).first {
                overlaps($0, export) && differs($0, export)
            }
            guard let outer else { continue }
            let place = site.place(of: export)
            findings.add(
                nested,
                in: place.document.source,
                at: place.client,
                "\(shown(export.path)) is inside \(shown(outer.path)) on the same file system: NFSv4 clients get the "
                    + "options of \(shown(outer.path)) here."
            )
            return
        }
    }

    /// Whether a machine can be a client of both.
    private static func overlaps(_ one: ExportsTable.Export, _ other: ExportsTable.Export) -> Bool {
        if one.kind == .anonymous || other.kind == .anonymous || one.client == other.client { return true }
        switch (one.kind, other.kind) {
        case (.subnet, .host): return holds(one, other)
        case (.host, .subnet): return holds(other, one)
        case (.host, .host): return !Set(one.addresses).isDisjoint(with: other.addresses)
        default: return false
        }
    }

    private static func holds(_ subnet: ExportsTable.Export, _ host: ExportsTable.Export) -> Bool {
        guard let subnet = try? ExportSubnet(subnet.client[...]) else { return false }
        return host.addresses.contains(where: subnet.contains)
    }

    private static func differs(_ one: ExportsTable.Export, _ other: ExportsTable.Export) -> Bool {
        func rights(_ export: ExportsTable.Export) -> [UInt32: Bool] {
            var rights: [UInt32: Bool] = [:]
            for grant in export.options.grants {
                rights[grant.flavor.number] = grant.flags.contains(.readOnly)
            }
            return rights
        }
        return rights(one) != rights(other)
    }
}
