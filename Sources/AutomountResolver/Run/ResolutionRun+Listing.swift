import HostFiles
import MountMaps

extension ResolutionRun {
    /// The names in a directory where a map waits: its keys where it browses, and the mount points below it.
    func listing(of stage: Stage, among points: MountPointIndex) -> [String] {
        let locator = context.locator
        var names: [[UInt8]] = []
        let browses = stage.sources.compactMap(\.options.browses).last ?? context.configuration.browses
        for source in stage.sources where browses {
            names += ListedKeys(of: locator.places(of: source.map), isDirect: false, by: locator).names
        }
        let directory = PathComponents(stage.directory)
        for point in points.points where directory.holds(point.directory) {
            guard point.directory.count > directory.count, case .maps(let sources) = point.line.entry.target,
                sources.allSatisfy({ !locator.places(of: $0.map).isEmpty })
            else { continue }
            names.append(point.directory.components[directory.count])
        }
        // A key that is no name of one directory makes none, nor does one with a star, nor one that with the mount point
        // has more bytes than a key may have.
        let most = AutomountLimits.keyLength - stage.directory.count
        let visible = names.filter { name in
            name.count <= most && PathComponents(name).count == 1 && !name.contains(MapByte.slash)
                && !name.contains(MapByte.star)
        }
        return Set(visible).map { String(decoding: $0, as: UTF8.self) }
    }
}
