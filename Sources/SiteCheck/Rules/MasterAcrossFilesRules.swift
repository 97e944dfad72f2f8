import AutomountResolver
import MountMaps
import SourceText

/// Mount points in different files that conflict with each other.
///
/// MountPointRules checks those within one file.
enum MasterAcrossFilesRules: SiteRule {
    static let rules: [Rule] = []

    static func check(_ site: Site, _ findings: SiteFindings) {
        for (line, earlier) in site.maps.table.shadowed where line.file != earlier.file {
            guard let file = site.maps.masterFile(line.file) else { continue }
            findings.add(
                MountPointRules.duplicate,
                in: file,
                at: line.entry.range,
                "\(shown(line.entry.mountPoint)) already has a map at \(printable(earlier.file)):\(earlier.line), which "
                    + "is read first; automount ignores this line."
            )
        }
        for point in site.maps.mountPoints where !point.entry.isDirect && point.path.count > 1 {
            let parent = PathComponents(point.path.components.dropLast().flatMap { [.slash] + $0 })
            guard let outer = site.maps.mountPoint(holding: parent), outer.line.file != point.line.file else {
                continue
            }
            findings.add(
                MountPointRules.nested,
                in: point.document.file,
                at: point.entry.range,
                "\(shown(point.entry.mountPoint)) is below \(shown(outer.entry.mountPoint)) of "
                    + "\(outer.place)."
            )
        }
    }
}
