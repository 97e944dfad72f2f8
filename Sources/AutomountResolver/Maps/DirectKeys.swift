import MountMaps

/// The direct maps of a master map and the ways in which a path may stand in them as a key.
struct DirectKeys {
    /// The lines of direct maps and their sources, in order.
    let sources: [(line: MasterTable.Line, source: MasterMapSource)]

    init(table: MasterTable, locator: MapLocator) {
        let forbidsBind = table.forbidsDirectBind
        sources = table.direct.flatMap { line -> [(MasterTable.Line, MasterMapSource)] in
            guard case .maps(let sources) = line.entry.target else { return [] }
            return sources.map { source in
                let options = forbidsBind ? source.options.forbiddingBind() : source.options
                return (line, MasterMapSource(map: source.map, options: options))
            }
        }
    }

    /// The keys that stand for a directory: the path, and the path with a slash at its end.
    func names(of components: ArraySlice<[UInt8]>) -> [[UInt8]] {
        let path = components.flatMap { [MapByte.slash] + $0 }
        return [path, path + [MapByte.slash]]
    }
}
