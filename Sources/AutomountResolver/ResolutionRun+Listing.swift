import MountMaps

extension ResolutionRun {
    /// The names in a directory where a map waits: its keys where it browses, and the mount points below it.
    func listing(of stage: Stage, among points: MountPointIndex, library: inout MapLibrary) -> [String] {
        var names: [[UInt8]] = []
        for source in stage.sources where source.options.browses ?? configuration.browses {
            var keys = ListedKeys(locator: locator)
            names += keys.names(of: locator.places(of: source.map, in: &library), in: &library)
        }
        let directory = PathComponents(stage.directory)
        for point in points.points where directory.holds(point.directory) {
            if point.directory.count > directory.count { names.append(point.directory.components[directory.count]) }
        }
        // A key that is no name of one directory makes none.
        let visible = names.filter { name in
            !name.isEmpty && !name.contains(MapByte.slash) && PathComponents(name).count == 1
        }
        return Set(visible).map { String(decoding: $0, as: UTF8.self) }
    }
}
