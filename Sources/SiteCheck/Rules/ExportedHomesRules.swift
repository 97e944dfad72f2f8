import MountMaps
import SourceText

/// Exports that make homes unusable.
enum ExportedHomesRules: SiteRule {
    static let squashed = Rule(
        code: "SYS022",
        name: "homes-all-squashed",
        severity: .warning,
        summary: "all_squash on writable homes.",
        reason: "Every file will belong to the anonymous user, no matter who writes it.",
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

    /// Checks for one fsid on two paths in different files; within one file, FileSystemRules checks it.
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
                "\(shown(earlier.path)) in \(printable(site.place(of: earlier).document.source.name)) has the same fsid."
            )
        }
    }
}
