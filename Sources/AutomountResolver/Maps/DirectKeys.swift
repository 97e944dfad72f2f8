import MountMaps

/// The direct maps of a master map and the ways in which a path may stand in them as a key.
struct DirectKeys: Sendable {
    /// The lines of direct maps and their sources, in order.
    let sources: [(line: MasterTable.Line, source: MasterMapSource)]

    init(table: MasterTable) {
        let forbidsBind = table.forbidsDirectBind
        sources = table.direct.flatMap { line -> [(MasterTable.Line, MasterMapSource)] in
            guard case .maps(let sources) = line.entry.target else { return [] }
            return sources.map { source in
                let options = forbidsBind ? source.options.forbiddingBind() : source.options
                return (line, MasterMapSource(map: source.map, options: options))
            }
        }
    }

    /// The keys that may stand for a directory: the path, the path with a slash at its end, and keys of the
    /// maps that come to the same path by way of dots.
    func names(
        of components: ArraySlice<[UInt8]>,
        locator: MapLocator,
        library: inout MapLibrary
    ) -> [[UInt8]] {
        let path = components.flatMap { [MapByte.slash] + $0 }
        var names = [path, path + [MapByte.slash]]
        for (_, source) in sources {
            for place in locator.places(of: source.map, in: &library) {
                guard case .file(let file) = place else { continue }
                names += library.dottedNames(in: file).filter {
                    PathComponents($0).components == Array(components)
                }
            }
        }
        return names
    }
}
