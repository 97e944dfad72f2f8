import HostFiles
import MountMaps
import SourceText

/// The type of an exported file system, and whether it is mounted when the server starts.
enum ExportStorageRules: SiteRule {
    static let needsNumber = Rule(
        code: "EXP051",
        name: "fsid-needed",
        severity: .error,
        summary: "A file system without a UUID, exported without fsid=.",
        reason:
            "The kernel cannot identify the file system in file handles: it rejects the export, or every file handle "
            + "becomes stale at the next mount.",
        cure: "Add fsid= with a unique number.",
        example: .site(
            exports: "/tmp/x *(rw,no_subtree_check)",
            mounts: ["1 0 0:30 / /tmp rw - tmpfs tmpfs rw"]
        ),
        corrected: .site(
            exports: "/tmp/x *(rw,no_subtree_check,fsid=23)",
            mounts: ["1 0 0:30 / /tmp rw - tmpfs tmpfs rw"]
        )
    )
    static let deviceNumber = Rule(
        code: "SYS021",
        name: "fsid-from-device",
        severity: .warning,
        summary: "A file system of a type without UUIDs, exported without fsid=.",
        reason:
            "File handles contain the device number, so they become stale when the disk moves or another server "
            + "takes over.",
        cure: "Add fsid= with a unique number.",
        example: .site(
            exports: "/srv/image *(ro,no_subtree_check)",
            mounts: ["1 0 7:0 / /srv/image ro - squashfs /dev/loop0 ro"]
        ),
        corrected: .site(
            exports: "/srv/image *(ro,no_subtree_check,fsid=17)",
            mounts: ["1 0 7:0 / /srv/image ro - squashfs /dev/loop0 ro"]
        )
    )
    static let mountPoint = Rule(
        code: "EXP061",
        name: "mount-point-without-mp",
        severity: .warning,
        summary: "A mount point exported without mp.",
        reason: "If the disk is not mounted, clients see the empty directory under it and write into it.",
        cure: "Add mp; the path is then exported only while something is mounted there.",
        example: .site(
            exports: "/mnt/usb *(rw,no_subtree_check)",
            mounts: ["1 0 8:17 / /mnt/usb rw - ext4 /dev/sdb1 rw"]
        ),
        corrected: .site(
            exports: "/mnt/usb *(rw,no_subtree_check,mp)",
            mounts: ["1 0 8:17 / /mnt/usb rw - ext4 /dev/sdb1 rw"]
        )
    )
    static let late = Rule(
        code: "SYS014",
        name: "late-mount-exported",
        severity: .warning,
        summary:
            "An export without mp on a file system that may be mounted after the server starts, or never.",
        reason:
            "The server may start before the mount: then exportfs fails, or clients see the empty directory under it.",
        cure: "Add mp, or remove the option that makes the mount optional in fstab.",
        example: .site(
            exports: "/srv/disk *(rw,no_subtree_check)",
            fstab: "UUID=0a1b2c3d-0000-4000-8000-000000000000 /srv/disk ext4 defaults,nofail 0 2"
        ),
        corrected: .site(
            exports: "/srv/disk *(rw,no_subtree_check,mp)",
            fstab: "UUID=0a1b2c3d-0000-4000-8000-000000000000 /srv/disk ext4 defaults,nofail 0 2"
        )
    )

    static let rules = [needsNumber, deviceNumber, mountPoint, late]

    private static let nameless: Set<String> = [
        "tmpfs", "ramfs", "rootfs", "overlay", "aufs", "nfs", "nfs4", "cifs", "9p",
    ]
    private static let withoutUUID: Set<String> = ["squashfs", "cramfs", "minix", "romfs"]

    static func check(_ site: Site, _ findings: SiteFindings) {
        var reported: Set<[Int]> = []
        for export in site.exports.exports {
            let entry = [export.place.document, export.place.entry]
            checkPresence(export, site, findings, isFirst: reported.insert(entry).inserted)
            let hasNumber = export.options.flags.contains(.fsid) || export.options.uuid != nil
            guard !hasNumber, let mount = site.mounts?.mount(holding: export.path) else { continue }
            let place = site.place(of: export)
            if nameless.contains(mount.type) || mount.type.hasPrefix("fuse") {
                findings.add(
                    needsNumber,
                    in: place.document.source,
                    at: place.client,
                    "\(shown(export.path)) is on \(printable(mount.type)), which has no UUID, and no fsid= is given."
                )
            } else if withoutUUID.contains(mount.type) {
                findings.add(
                    deviceNumber,
                    in: place.document.source,
                    at: place.client,
                    "\(shown(export.path)) is on \(printable(mount.type)), which has no UUID; its device number is used."
                )
            }
        }
    }

    private static func checkPresence(
        _ export: ExportsTable.Export,
        _ site: Site,
        _ findings: SiteFindings,
        isFirst: Bool
    ) {
        guard isFirst, export.options.mountPoint == nil, export.path != [.slash] else { return }
        let place = site.place(of: export)
        let planned = site.fileSystems.entry(holding: export.path)
        if let planned, planned.isOptional, planned.mountPoint != [.slash] {
            findings.add(
                late,
                in: place.document.source,
                at: place.path.range,
                "\(shown(export.path)) is on \(shown(planned.mountPoint)), which is an optional mount in fstab."
            )
            return
        }
        let isPlanned = planned?.mountPoint == export.path
        guard isPlanned || site.mounts?.mount(at: export.path) != nil else { return }
        findings.add(
            mountPoint,
            in: place.document.source,
            at: place.path.range,
            severity: isPlanned ? .note : nil,
            isPlanned
                ? "\(shown(export.path)) is a mount point; the system mounts it at boot, but nothing checks it later."
                : "\(shown(export.path)) is a mount point: if it is not mounted, the empty directory is exported."
        )
    }
}
