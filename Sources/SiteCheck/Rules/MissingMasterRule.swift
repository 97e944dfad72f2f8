import HostFiles
import SourceText

/// A master map that is named and does not exist.
enum MissingMasterRule: SiteRule {
    static let missing = Rule(
        code: "MST040",
        name: "master-map-missing",
        severity: .error,
        summary: "A master map that the configuration of automount names and that does not exist.",
        reason: "Automount does not read auto.master then, and mounts nothing.",
        cure: "Correct master_map_name in autofs.conf or the name in OPTIONS, or write the map.",
        example: """
            # /etc/autofs.conf
            [ autofs ]
            master_map_name = /etc/auto.mster
            # /etc/auto.master
            /home /etc/auto.home
            # /etc/auto.home
            joe srv:/joe

            """,
        corrected: """
            # /etc/autofs.conf
            [ autofs ]
            master_map_name = /etc/auto.master
            # /etc/auto.master
            /home /etc/auto.home
            # /etc/auto.home
            joe srv:/joe

            """
    )

    static let rules = [missing]

    static func check(_ site: Site, _ findings: SiteFindings) {
        let asksFiles = site.maps.hasMasterPath || site.maps.sources?.contains { $0.name == "files" } == true
        guard asksFiles, site.runsAutomount, site.maps.masters.isEmpty, site.maps.isMasterMissing,
            let file = site.maps.masterNaming
        else { return }
        let isUsual = site.maps.masterName.split(separator: "/").last == "auto.master"
        guard site.maps.usualMaster != nil || !isUsual else { return }
        let present = site.maps.usualMaster.map { " \(printable($0)) exists and is not read." } ?? ""
        findings.add(
            missing,
            in: file,
            at: line(naming: site.maps.masterName, of: file),
            "The master map \(shown(site.maps.masterName.utf8)) does not exist, so automount mounts nothing.\(present)"
        )
    }

    /// The last line that holds a name.
    private static func line(naming name: String, of file: SourceFile) -> Range<Int> {
        let lines = file.bytes.split(separator: .lineFeed).filter { $0.first != .hash }
        return lines.last { String(decoding: $0, as: UTF8.self).contains(name) }?.indices ?? 0..<0
    }
}
