import MountMaps
import SourceText

/// Homes that are exported in a way that homes cannot be used in.
enum ExportedHomesRules: SiteRule {
    static let squashed = Rule(
        code: "SYS022",
        name: "homes-all-squashed",
        severity: .warning,
        summary: "all_squash on homes that may be written to.",
        reason: "Every file belongs to the anonymous user, whoever writes it.",
        cure: "Remove all_squash.",
        example: .site(exports: "/home h(rw,no_subtree_check,all_squash)"),
        corrected: .site(exports: "/pub *(ro,no_subtree_check,all_squash)")
    )
    static let sameNumber = FileSystemRules.shared

    static let rules = [squashed]

    static func check(_ site: Site, _ findings: SiteFindings) {
        let homes = HomePlaces(site)
        for export in site.exports.exports where homes.contains(export.path) {
            guard export.options.grants.contains(where: { isSquashed($0.flags) }) else { continue }
            let place = site.place(of: export)
            findings.add(
                squashed,
                in: place.document.source,
                at: place.client,
                "All files in \(shown(export.path)) will belong to uid \(export.options.anonymousUID)."
            )
        }
        checkNumbers(site, findings)
    }

    private static func isSquashed(_ flags: ExportFlags) -> Bool {
        flags.contains(.allSquash) && !flags.contains(.readOnly)
    }

    /// One fsid on two paths in two files; in one file the text alone tells.
    private static func checkNumbers(_ site: Site, _ findings: SiteFindings) {
        var first: [Int32: ExportsTable.Export] = [:]
        for export in site.exports.exports where export.options.flags.contains(.fsid) {
            guard let earlier = first[export.options.fsid] else {
                first[export.options.fsid] = export
                continue
            }
            guard earlier.path != export.path, earlier.place.document != export.place.document else {
                continue
            }
            let place = site.place(of: export)
            findings.add(
                sameNumber,
                in: place.document.source,
                at: place.client,
                "The fsid is that of \(shown(earlier.path)) in \(printable(site.place(of: earlier).document.source.name))."
            )
        }
    }
}
