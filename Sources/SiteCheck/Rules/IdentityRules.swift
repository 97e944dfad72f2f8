import HostFiles
import MountMaps
import SourceText

/// How the server identifies users, and who creates their homes.
enum IdentityRules: SiteRule {
    static let clientMadeHomes = Rule(
        code: "SYS006",
        name: "homes-made-by-clients",
        severity: .warning,
        summary: "A PAM module that creates homes at login, on an export with root_squash.",
        reason:
            "The client's root becomes nobody on the server, so the first login fails with permission denied.",
        cure: "Create homes on the server, as autohome sync does, and remove the module.",
        example: """
            # /etc/exports
            /home c(rw,no_subtree_check)
            # /etc/auto.master
            /home /etc/auto.home
            # /etc/auto.home
            * srv:/home/&
            # /etc/pam.d/common-session
            session optional pam_mkhomedir.so

            """,
        corrected: """
            # /etc/exports
            /home c(rw,no_subtree_check)
            # /etc/auto.master
            /home /etc/auto.home
            # /etc/auto.home
            * srv:/home/&
            # /etc/pam.d/common-session
            session optional pam_umask.so

            """
    )
    static let domain = Rule(
        code: "SYS010",
        name: "idmap-domain-differs",
        severity: .warning,
        summary: "An NFSv4 ID mapping domain that differs from the other machines.",
        reason: "With Kerberos, files appear to belong to nobody, and chown fails.",
        cure: "Set Domain in idmapd.conf to the same value everywhere.",
        example: "# /etc/idmapd.conf\n[General]\nDomain = a.com\n# expected domain b.com\n",
        corrected: "# /etc/idmapd.conf\n[General]\nDomain = b.com\n# expected domain b.com\n"
    )
    static let manyGroups = Rule(
        code: "SYS011",
        name: "more-than-16-groups",
        severity: .warning,
        summary:
            "A user in more than 16 groups with sec=sys, on a server that does not look up "
            + "groups itself.",
        reason:
            "An NFS request with sec=sys carries at most 16 groups; the server ignores the user's other groups.",
        cure: "Set manage-gids=y in section [mountd] of nfs.conf.",
        example: "# /etc/exports\n/home 192.0.2.7(rw,no_subtree_check)\n# /etc/group\n"
            + (1...17).map { "g\($0):x:\(2_000 + $0):joe\n" }.joined(),
        corrected: """
            # /etc/exports
            /home 192.0.2.7(rw,no_subtree_check)
            # /etc/nfs.conf
            [mountd]
            manage-gids=y
            # /etc/group

            """
                + (1...17).map { "g\($0):x:\(2_000 + $0):joe\n" }.joined()
    )

    static let rules = [clientMadeHomes, domain, manyGroups]

    private static let carriedGroups = 16
    private static let modules = ["pam_mkhomedir", "pam_oddjob_mkhomedir"]

    static func check(_ site: Site, _ findings: SiteFindings) {
        checkHomes(site, findings)
        checkDomain(site, findings)
        checkGroups(site, findings)
    }

    private static func checkHomes(_ site: Site, _ findings: SiteFindings) {
        let homes = HomePlaces(site)
        let squashing = site.exports.exports.first { export in
            homes.contains(export.path) && export.options.isWritable
                && export.options.grants.contains { $0.flags.contains(.rootSquash) }
        }
        guard let squashing else { return }
        let isClient = site.runsAutomount && site.maps.hasIndirect
        for file in site.signInFiles {
            guard let range = module(in: file) else { continue }
            findings.add(
                clientMadeHomes,
                in: file,
                at: range,
                severity: isClient ? nil : .note,
                "Clients with this module cannot create homes in \(shown(squashing.path)): it is exported with root_squash."
            )
        }
    }

    private static func module(in file: SourceFile) -> Range<Int>? {
        file.bytes.split(separator: .lineFeed).first { line in
            let text = String(decoding: line, as: UTF8.self)
            return !text.hasPrefix("#") && modules.contains { text.contains($0) }
        }?.indices
    }

    private static func checkDomain(_ site: Site, _ findings: SiteFindings) {
        guard let expected = site.expectations.idmapDomain,
            let domain = site.idmap.value("General", "Domain"),
            domain.text.lowercased() != expected.lowercased()
        else { return }
        findings.add(
            Self.domain,
            in: domain.file,
            at: domain.range,
            "The domain is \(printable(domain.text)) here, but \(printable(expected)) on the other machines."
        )
    }

    private static func checkGroups(_ site: Site, _ findings: SiteFindings) {
        let isManaged = site.serverSettings.value("mountd", "manage-gids")?.isNo == false
        guard !isManaged, !site.startsWithManagedGroups, let groups = site.groups else { return }
        let export = site.exports.exports.first { export in
            export.options.grants.contains { $0.flavor.number == SecurityFlavor.sys.number }
        }
        guard let export else { return }
        let users = GroupFile.counts(groups).filter { $0.value > carriedGroups }
        guard let user = users.min(by: { $0.key.lexicographicallyPrecedes($1.key) }) else { return }
        let place = site.place(of: export)
        let more = users.count > 1 ? ", like \(users.count - 1) others," : ""
        findings.add(
            manyGroups,
            in: place.document.source,
            at: place.client,
            "\(shown(user.key))\(more) is in \(user.value) groups, but sec=sys carries only \(carriedGroups)."
        )
    }
}
