import HostFiles
import SourceText

/// Maps of which nothing can be said.
enum UnreadMapRule: SiteRule {
    static let unread = Rule(
        code: "MST037",
        name: "map-not-read",
        severity: .note,
        summary: "A map that check does not read: a program, or one of LDAP, NIS, SSSD or amd.",
        reason: "Nothing of what it holds is checked, and no key is called missing because of it.",
        cure: "Check it where it can be read: a copy as a file, or autohome resolve on a client.",
        example: "# /etc/auto.master\n/home yp:auto.home\n",
        corrected: "# /etc/auto.master\n/home /etc/auto.home\n# /etc/auto.home\njoe srv:/joe\n"
    )

    static let rules = [unread]

    static func check(_ site: Site, _ findings: SiteFindings) {
        guard site.runsAutomount else { return }
        for map in site.maps.unread {
            findings.add(unread, in: map.file, at: map.range, "Not checked: \(map.reason).")
        }
        guard site.maps.masters.isEmpty, let file = site.nameServiceSwitch,
            let sources = site.maps.sources, let first = sources.first,
            !sources.contains(where: { $0.name == "files" }), !site.maps.hasMasterPath
        else { return }
        findings.add(
            unread,
            in: file,
            at: NameSwitchRules.automountLine(of: file) ?? 0..<0,
            "Not checked: the master map \(printable(site.maps.masterName)) comes from \(printable(first.name)), which "
                + "check does not ask."
        )
    }
}
