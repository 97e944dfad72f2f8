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
        let directory = PathComponents(path)
        var names = [path, path + [MapByte.slash]]
        for (_, source) in sources {
            for place in locator.places(of: source.map, in: &library) {
                guard case .file(let file) = place else { continue }
                names += library.dottedNames(of: directory, in: file)
            }
        }
        return names
    }

    /// Whether automount reads the direct maps at all: where the last of them is missing, and none that is given by name
    /// is there, it takes all as missing.
    func areRead(by locator: MapLocator, library: inout MapLibrary) -> Bool {
        guard let last = sources.last, locator.places(of: last.source.map, in: &library).isEmpty else {
            return true
        }
        return sources.contains { _, source in
            let isNamed = source.map.type == nil && source.map.name.first != MapByte.slash
            return isNamed && !locator.places(of: source.map, in: &library).isEmpty
        }
    }

    /// The keys below a directory, each with the line that has it.
    func names(
        below directory: PathComponents,
        locator: MapLocator,
        library: inout MapLibrary
    ) -> [(name: [UInt8], line: MasterTable.Line)] {
        var seen: Set<[UInt8]> = []
        return sources.flatMap { line, source in
            var keys = ListedKeys(locator: locator, isDirect: true)
            return keys.names(of: locator.places(of: source.map, in: &library), in: &library)
                .filter { name in
                    guard name.first == MapByte.slash else { return false }
                    let path = PathComponents(name)
                    return path.count > directory.count && directory.holds(path) && seen.insert(name).inserted
                }
                .map { ($0, line) }
        }
    }
}
