import MountMaps
import SourceText

/// Browse mode for maps that cannot be listed usefully.
enum BrowseRule: SiteRule {
    static let pointless = Rule(
        code: "MST021",
        name: "browse-over-wildcard",
        severity: .note,
        summary: "browse or ghost for a map with a wildcard or with very many keys.",
        reason:
            "A listing does not show the names that the wildcard matches. With many keys, every program that lists the "
            + "directory becomes slow.",
        cure: "Use nobrowse.",
        example: .site(master: "/home /etc/auto.home --ghost", map: "* srv:/home/&"),
        corrected: .site(master: "/home /etc/auto.home nobrowse", map: "* srv:/home/&")
    )

    static let rules = [pointless]

    private static let manyKeys = 1_000

    static func check(_ site: Site, _ findings: SiteFindings) {
        for point in site.maps.mountPoints where !point.entry.isDirect {
            guard case .maps(let sources) = point.entry.target,
                sources.contains(where: { $0.options.browses == true })
            else { continue }
            let maps = point.files.map { site.maps.files[$0].document }
            let hasWildcard = maps.contains { $0.position(ofName: [UInt8(ascii: "*")]) != nil }
            let count = maps.reduce(0) { $0 + $1.entries.count }
            guard hasWildcard || count > manyKeys else { continue }
            findings.add(
                pointless,
                in: point.document.file,
                at: point.entry.range,
                hasWildcard
                    ? "A listing of \(shown(point.entry.mountPoint)) does not show the names that the wildcard matches."
                    : "Every listing of \(shown(point.entry.mountPoint)) has to look at \(count) keys."
            )
        }
    }
}
