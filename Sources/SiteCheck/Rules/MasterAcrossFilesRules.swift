import AutomountResolver
import MountMaps
import SourceText

/// Mount points that stand in each other's way in different files.
///
/// What one master map tells by itself is found there.
enum MasterAcrossFilesRules: SiteRule {
    static let rules: [Rule] = []

    static func check(_ site: Site, _ findings: SiteFindings) {
        for (line, earlier) in site.maps.table.shadowed where line.file != earlier.file {
            guard let file = site.maps.masterFile(line.file) else { continue }
            findings.add(
                MountPointRules.duplicate,
                in: file,
                at: line.entry.range,
                "\(shown(line.entry.mountPoint)) has a map already at \(printable(earlier.file)):\(earlier.line), which "
                    + "is read before; this line is ignored."
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
                "\(shown(point.entry.mountPoint)) lies below \(shown(outer.entry.mountPoint)) of "
                    + "\(outer.place)."
            )
        }
    }
}
