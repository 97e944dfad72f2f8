import MountMaps

/// The direct maps of a master map.
struct DirectKeys: Sendable {
    /// One direct map with its options; automount takes lines with the same map and the same options for one.
    struct Source: Sendable {
        /// The line that names it first.
        let line: MasterTable.Line
        /// When the line that names it last was read; what was cancelled before that is cancelled for all.
        var lastOrder: Int
        /// The map, or those of a line `multi`.
        let maps: [MasterMapSource]
        /// The seconds without use after which a mount goes; nil where the configuration decides.
        var timeout: Int?
    }

    /// The maps, in the order in which they are named first.
    let sources: [Source]

    init(table: MasterTable) {
        var sources: [Source] = []
        var positions: [[Identity]: Int] = [:]
        // Of `nobind` that of the first line holds for all, of the weights that of any line.
        let all = table.direct.map { Self.maps(of: $0) }
        let forbidsBind = all.first?.contains { $0.options.isNoBind } ?? false
        let usesWeightOnly = all.joined().contains { $0.options.usesWeightOnly }
        for line in table.direct {
            let maps = Self.maps(of: line)
            guard !maps.isEmpty else { continue }
            let timeout = maps.compactMap(\.options.timeout).last ?? sources.first?.timeout
            if let known = positions[maps.map(Identity.init)] {
                sources[known].lastOrder = line.order
                sources[known].timeout = timeout
            } else {
                positions[maps.map(Identity.init)] = sources.count
                let shared = maps.map { source in
                    let options = source.options.sharing(
                        isNoBind: forbidsBind,
                        isSymlink: source.options.isSymlink,
                        usesWeightOnly: usesWeightOnly
                    )
                    return MasterMapSource(map: source.map, options: options)
                }
                sources.append(Source(line: line, lastOrder: line.order, maps: shared, timeout: timeout))
            }
        }
        self.sources = sources
    }

    private static func maps(of line: MasterTable.Line) -> [MasterMapSource] {
        guard case .maps(let maps) = line.entry.target else { return [] }
        return maps
    }

    /// What makes two lines name one map: the map and the options that automount hands on, in any order.
    private struct Identity: Hashable {
        let map: MapSourceName
        let options: Set<[UInt8]>
        let count: Int
        let defines: Set<MasterMapOptions.Define>
        let slashifiesColons: Bool

        init(_ source: MasterMapSource) {
            map = source.map
            options = Set(source.options.mountOptions)
            count = source.options.mountOptions.count
            defines = Set(source.options.defines)
            slashifiesColons = source.options.slashifiesColons
        }
    }

    /// Whether automount reads the direct maps at all: where the last of them is missing, and none that is given by name
    /// is there, it takes all as missing.
    func areRead(by locator: MapLocator) -> Bool {
        let maps = sources.flatMap(\.maps)
        guard let last = maps.last, locator.places(of: last.map).isEmpty else { return true }
        return maps.contains { source in
            let isNamed = source.map.type == nil && source.map.name.first != MapByte.slash
            return isNamed && !locator.places(of: source.map).isEmpty
        }
    }
}
