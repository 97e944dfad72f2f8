import MountMaps

/// The direct maps of a master map.
///
/// The rules:
/// 1. Two `/-` lines with equal type, format and arguments are one map (`daemon/master.c: master_add_map_source`,
///    `lib/args.c: compare_argv`; cases start-s10, start-s12, start-s13). Options are compared here without regard to
///    their order.
/// 2. A line that names a known map sets the map's line number, so a `-null` line between the two cancels keys of the
///    first as well (`daemon/master_parse.y: master_parse_entry`; cases start-n1, start-n8).
/// 3. The last line of a map sets its timeout. A line without one takes that of the first map
///    (`lib/mounts.c: get_exp_timeout`, `set_exp_timeout`; cases start-s11, rule-direct-lines-050,
///    rule-direct-lines-051).
/// 4. `nobind` counts only on the first line, for all direct maps (`daemon/master.c: master_add_autofs_point`;
///    cases start-nobind-1st, start-nobind-2nd, start-nobind-2nd2).
/// 5. `use-weight-only` on any line counts for all (`daemon/master_parse.y: master_parse_entry`).
struct DirectKeys: Sendable {
    /// One direct map with its options.
    struct Source: Sendable {
        /// The first line that names it.
        let line: MasterTable.Line
        /// The number of the last line that names this map.
        ///
        /// A `-null` line with a smaller number cancels keys of the map, also those from its earlier lines
        /// (`daemon/master_parse.y: master_parse_entry`, `daemon/direct.c: mount_autofs_direct`; cases start-n1,
        /// start-n8).
        var lastOrder: Int
        /// The map, or those of a `multi` line.
        let maps: [MasterMapSource]
        /// The seconds without use after which a mount goes; nil if the configuration decides.
        var timeout: Int?
    }

    /// The maps, in the order of the first lines that name them.
    let sources: [Source]

    init(table: MasterTable) {
        var sources: [Source] = []
        var positions: [[Identity]: Int] = [:]
        // `nobind` of the first line counts for all maps, `use-weight-only` of any line.
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

    /// What makes two lines name one map: the map and the options, in any order.
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

    /// Whether automount reads the direct maps.
    ///
    /// If the last map is missing, and no map that is given by name was found, automount treats all of them as missing
    /// (`daemon/lookup.c: lookup_nss_read_map`; cases rule-direct-lines-052, rule-direct-lines-053).
    func areRead(by locator: MapLocator) -> Bool {
        let maps = sources.flatMap(\.maps)
        guard let last = maps.last, locator.places(of: last.map).isEmpty else { return true }
        return maps.contains { source in
            let isNamed = source.map.type == nil && source.map.name.first != MapByte.slash
            return isNamed && !locator.places(of: source.map).isEmpty
        }
    }
}
