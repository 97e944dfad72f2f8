import HostFiles
import MountMaps

extension ResolutionRun {
    /// The names in the directory of a map: its keys if it browses, and the mount points inside it.
    ///
    /// The rules:
    /// 1. Keys are shown only with browse. The option of the line overrides `browse_mode`, and of several maps the last
    ///    counts (`daemon/lookup.c: lookup_ghost`, `daemon/master_parse.y: local_init_vars`; cases browse-001,
    ///    browse-002, browse-006, browse-007, browse-011).
    /// 2. Keys that contain a star or a slash are not shown (`daemon/lookup.c: lookup_ghost`, `make_browse_path`;
    ///    case rule-listing-060).
    /// 3. Nor are keys that have more than 255 bytes together with the mount point, not counting the slash between them
    ///    (`daemon/lookup.c: make_browse_path`; cases start-len250, start-len251, start-lem250).
    /// 4. Mount points inside the directory are directories in it (`daemon/automount.c: mkdir_path`;
    ///    case rule-listing-062).
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
        // A key must be the name of one directory, without a star, and fit into 255 bytes with the mount point
        // (case start-len251).
        let most = AutomountLimits.keyLength - stage.directory.count
        let visible = names.filter { name in
            name.count <= most && PathComponents(name).count == 1 && !name.contains(MapByte.slash)
                && !name.contains(MapByte.star)
        }
        return Set(visible).map { String(decoding: $0, as: UTF8.self) }
    }
}
