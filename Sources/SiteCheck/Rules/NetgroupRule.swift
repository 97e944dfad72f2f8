import MountMaps
import SourceText

/// Netgroups without members.
enum NetgroupRule: SiteRule {
    static let empty = Rule(
        code: "EXP033",
        name: "empty-netgroup",
        severity: .warning,
        summary: "A netgroup that is unknown or has no members.",
        reason: "It matches no client, and neither exportfs nor rpc.mountd reports that.",
        cure: "Correct the name, or define the netgroup.",
        example: .site(exports: "/srv @nosuch(rw,no_subtree_check)", netgroup: "admins (ws1,,)"),
        corrected: .site(exports: "/srv @admins(rw,no_subtree_check)", netgroup: "admins (ws1,,)")
    )

    static let rules = [empty]

    static func check(_ site: Site, _ findings: SiteFindings) {
        for export in site.exports.exports where export.kind == .netgroup {
            guard site.missingNetgroups.contains(Array(export.client.dropFirst())) else { continue }
            let place = site.place(of: export)
            findings.add(
                empty,
                in: place.document.source,
                at: place.client,
                "\(shown(export.client)) is unknown or has no members, so this exports \(shown(export.path)) to nobody."
            )
        }
    }
}
