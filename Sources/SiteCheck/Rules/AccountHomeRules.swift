import AutomountResolver
import HostFiles
import MountMaps
import SourceText

/// Home directories of accounts, and what automount does with them.
enum AccountHomeRules: SiteRule {
    static let outside = Rule(
        code: "SYS004",
        name: "home-outside-mount-points",
        severity: .error,
        summary: "A home directory that does not exist and is not below any automount mount point.",
        reason: "Nothing is mounted there, so the user logs in without a home.",
        cure: "Correct the home directory, or add a mount point for it to the master map.",
        example: .site(passwd: "joe:x:1001:1001::/users/joe:/bin/bash", map: "* srv:/home/&"),
        corrected: .site(passwd: "joe:x:1001:1001::/home/joe:/bin/bash", map: "* srv:/home/&")
    )
    static let noKey = Rule(
        code: "SYS005",
        name: "home-without-key",
        severity: .error,
        summary: "A home directory below a mount point whose map has no key for it and no wildcard.",
        reason: "Automount finds nothing to mount, so the user logs in without a home.",
        cure: "Add the key to the map, or a wildcard.",
        example: .site(passwd: "ann:x:1002:1002::/home/ann:/bin/bash", map: "joe srv:/home/joe"),
        corrected: .site(passwd: "ann:x:1002:1002::/home/ann:/bin/bash", map: "* srv:/home/&")
    )
    static let hidden = Rule(
        code: "SYS016",
        name: "local-home-hidden",
        severity: .warning,
        summary:
            "A local account whose home is on the disk, below an automount mount point without a key for it.",
        reason:
            "Automount hides that directory of the local disk, and the account has no home when the "
            + "server is down.",
        cure: "Move the homes of local accounts elsewhere, such as /localhome.",
        example: .site(
            passwd: "admin:x:1000:1000::/home/admin:/bin/bash",
            map: "* srv:/home/&",
            profile: "/home/admin"
        ),
        corrected: .site(
            passwd: "admin:x:1000:1000::/localhome/admin:/bin/bash",
            map: "* srv:/home/&",
            profile: "/localhome/admin"
        )
    )

    static let rules = [outside, noKey, hidden]

    static func check(_ site: Site, _ findings: SiteFindings) {
        checkPrefix(site, findings)
        guard site.runsAutomount, site.maps.hasIndirect, let accounts = site.accounts else { return }
        var homes: Set<[UInt8]> = []
        for account in accounts.accounts where account.isOrdinary {
            homes.insertWithAncestors(site.path(ofHome: account.home).bytes)
        }
        let directKeys = site.maps.directKeys(among: homes)
        var keys = MountPointKeys(site.maps)
        let mountsHomes = site.maps.mountPoints.contains { !$0.isHosts }
        for account in accounts.accounts where account.canLogIn && account.hasHome {
            let path = site.path(ofHome: account.home)
            if let point = site.maps.mountPoint(holding: path) {
                check(account, path, in: point, &keys, site, accounts.file, findings)
            } else if account.isOrdinary, mountsHomes, site.maps.knowsAllMountPoints,
                !isElsewhere(account, directKeys, site)
            {
                report(account, outsideOf: site, accounts.file, findings)
            }
        }
    }

    /// Reports a home that nothing mounts.
    ///
    /// In a checkout it may be a directory of the machine, so it is only noted there.
    private static func report(
        _ account: AccountFile.Account,
        outsideOf site: Site,
        _ file: SourceFile,
        _ findings: SiteFindings
    ) {
        let isCheckout = site.kind == .files
        let home = "The home \(shown(account.home)) of \(shown(account.name))"
        findings.add(
            outside,
            in: file,
            at: account.range,
            severity: isCheckout ? .note : nil,
            isCheckout
                ? "\(home) is not below any mount point of the master map. It must be a directory of the machine."
                : "\(home) does not exist and is not below any mount point of the master map."
        )
    }

    private static func check(
        _ account: AccountFile.Account,
        _ path: PathComponents,
        in point: SiteMaps.MountPoint,
        _ known: inout MountPointKeys,
        _ site: Site,
        _ file: SourceFile,
        _ findings: SiteFindings
    ) {
        guard path.count > point.path.count, !point.isHosts else { return }
        let key = path.components[point.path.count]
        let keys = known.keys(of: point)
        guard !keys.contains(key) else { return }
        let hasWildcard = keys.contains([UInt8(ascii: "*")])
        let mountPoint = shown(point.entry.mountPoint)
        let isCertain = !point.isOpen && point.missing.isEmpty && !hasWildcard
        // On a client whose passwd lists every user, each home comes from the wildcard.
        guard isCertain || site.presentHomes.contains(account.home) else { return }
        findings.add(
            isCertain ? noKey : hidden,
            in: file,
            at: account.range,
            isCertain
                ? "The map for \(mountPoint) has no key \(shown(key)) and no wildcard, so \(shown(account.name)) has no home."
                : "The mount point \(mountPoint) hides \(shown(account.home)), the home of the local account "
                    + "\(shown(account.name))."
        )
    }

    /// Whether a home does not depend on automount: it is on the disk, or mounted in another way.
    private static func isElsewhere(
        _ account: AccountFile.Account,
        _ directKeys: [[UInt8]: String],
        _ site: Site
    ) -> Bool {
        if site.presentHomes.contains(account.home) || account.home == [.slash] { return true }
        let home = site.path(ofHome: account.home).bytes
        if let entry = site.fileSystems.entry(holding: home), entry.mountPoint != [.slash] { return true }
        return PathAncestors(home).contains { directKeys[$0] != nil }
    }

    /// Checks that the homes of the configuration are below a mount point.
    private static func checkPrefix(_ site: Site, _ findings: SiteFindings) {
        guard let prefix = site.expectations.homesPrefix, let master = site.maps.masters.first,
            !site.maps.mountPoints.isEmpty, site.maps.knowsWholeMaster
        else { return }
        let path = site.path(ofHome: Array(prefix.utf8))
        let isServed = site.maps.mountPoints.contains { point in
            point.entry.isDirect ? point.isOpen : path.holds(point.path) || point.path.holds(path)
        }
        let bytes = path.bytes
        guard !isServed, !site.maps.hasDirectKey(around: bytes) else { return }
        findings.add(
            outside,
            in: master.file,
            at: 0..<0,
            "The configuration puts homes in \(shown(bytes)), which is not below any mount point of this map."
        )
    }
}

extension SiteMaps {
    /// Whether a key of a direct map is the directory, is below it, or contains it.
    fileprivate func hasDirectKey(around directory: [UInt8]) -> Bool {
        files.lazy.filter { $0.use == .direct }.contains { file in
            file.document.entries.contains { entry in
                guard let name = file.document.name(of: entry), name.first == .slash else { return false }
                return directory.isDirectory(holding: name) || name.isDirectory(holding: directory)
            }
        }
    }
}
