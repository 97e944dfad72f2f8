import MountMaps
import SourceText

/// Differences between the tables and the server's current exports.
enum ExportTableStateRules: SiteRule {
    static let stale = Rule(
        code: "SYS018",
        name: "etab-differs",
        severity: .error,
        summary: "Exports that the server does not have, or has with other options than the tables.",
        reason:
            "exportfs -ra was not run after a change, or stopped at an error, so clients still get the "
            + "old exports.",
        cure: "Run exportfs -ra, and fix the errors that it reports.",
        example: .site(
            exports: "/srv 192.0.2.7(rw,no_subtree_check)",
            etab:
                "/srv\t192.0.2.7(ro,sync,wdelay,hide,nocrossmnt,secure,root_squash,no_all_squash,no_subtree_check,secure_locks,acl,no_pnfs,anonuid=65534,anongid=65534,sec=sys,ro,secure,root_squash,no_all_squash)"
        ),
        corrected: .site(
            exports: "/srv 192.0.2.7(rw,no_subtree_check)",
            etab:
                "/srv\t192.0.2.7(rw,sync,wdelay,hide,nocrossmnt,secure,root_squash,no_all_squash,no_subtree_check,secure_locks,acl,no_pnfs,anonuid=65534,anongid=65534,sec=sys,rw,secure,root_squash,no_all_squash)"
        )
    )
    static let alias = Rule(
        code: "SYS019",
        name: "client-by-alias",
        severity: .warning,
        summary: "A client given by an alias instead of its canonical name.",
        reason:
            "etab contains the canonical name, so tools that search for the name as written do not find the export.",
        cure: "Write the canonical name, which hosts(5) or DNS returns first.",
        example: .site(exports: "/srv ws1(rw,no_subtree_check)", hosts: "192.0.2.7 ws1.ex.com ws1"),
        corrected: .site(exports: "/srv ws1.ex.com(rw,no_subtree_check)", hosts: "192.0.2.7 ws1.ex.com ws1")
    )

    static let rules = [stale, alias]

    private struct Key: Hashable {
        let path: [UInt8]
        let client: [UInt8]
    }

    static func check(_ site: Site, _ findings: SiteFindings) {
        for export in site.exports.exports where export.kind == .host { checkName(export, site, findings) }
        checkState(site, findings)
    }

    private static func checkName(_ export: ExportsTable.Export, _ site: Site, _ findings: SiteFindings) {
        let place = site.place(of: export)
        let entry = place.document.entries[export.place.entry]
        guard case .client(let client) = entry.items[export.place.item] else { return }
        let written = place.document.bytes(of: client.name)
        guard !written.asciiLowercased.elementsEqual(export.client.asciiLowercased) else { return }
        findings.add(
            alias,
            in: place.document.source,
            at: place.client,
            "etab lists \(shown(written)) under its canonical name \(shown(export.client))."
        )
    }

    private static func checkState(_ site: Site, _ findings: SiteFindings) {
        guard let etab = site.etab, site.exports.exitStatus != ExportsTable.aborted else { return }
        // The canonical name of a host that only the server can resolve is not known here.
        guard !site.exports.complaints.contains(where: { $0.kind == .unresolvedHost }) || site.knowsAllHosts
        else { return }
        // If the server is not running, its table is empty.
        guard site.host.servesNFS ?? !etab.bytes.isEmpty else { return }
        // Writing and reading back makes entries equal that differ only in wording.
        let written = SourceFile(name: etab.name, bytes: site.exports.etab(perFlavor: .perFlavorWithNFSD))
        guard var live = options(in: etab), let expected = options(in: written) else { return }
        for export in site.exports.exports {
            let key = key(export.path, export.client)
            guard let wanted = expected[key] else { continue }
            let known = live.removeValue(forKey: key)
            guard known != wanted else { continue }
            let place = site.place(of: export)
            findings.add(
                stale,
                in: place.document.source,
                at: place.client,
                known == nil
                    ? "The server does not export \(shown(export.path)) to \(shown(export.client)); run exportfs -ra."
                    : "The server exports \(shown(export.path)) to \(shown(export.client)) with other options."
            )
        }
        reportExtra(live, site, findings)
    }

    /// The options of each export of an etab; nil if it cannot be read to the end.
    private static func options(in etab: SourceFile) -> [Key: [[UInt8]]]? {
        let document = ExportsDocument(etab, perFlavor: .perFlavorWithNFSD)
        guard document.readingEnd == nil else { return nil }
        var options: [Key: [[UInt8]]] = [:]
        for entry in document.entries {
            let path = Array(document.bytes(of: entry.path))
            for client in entry.clients {
                let key = key(path, Array(document.bytes(of: client.name)))
                guard options[key] == nil else { continue }
                options[key] = client.options.etabOptions(perFlavor: .perFlavorWithNFSD)
            }
        }
        return options
    }

    private static func reportExtra(_ live: [Key: [[UInt8]]], _ site: Site, _ findings: SiteFindings) {
        guard let first = live.keys.min(by: { $0.path.lexicographicallyPrecedes($1.path) }),
            let table = site.exports.documents.first
        else { return }
        let more = live.count > 1 ? " and \(live.count - 1) more" : ""
        findings.add(
            stale,
            in: table.source,
            at: 0..<0,
            severity: .note,
            "The server exports \(shown(first.path)) to \(shown(first.client))\(more), which no table contains: it was "
                + "exported by hand, or exportfs -ra was not run."
        )
    }

    private static func key(_ path: [UInt8], _ client: [UInt8]) -> Key {
        Key(path: path, client: client.isEmpty ? Array("*".utf8) : client.asciiLowercased)
    }
}
