import MountMaps

/// A map of the master map and the keys that it lists.
public struct ListedMap: Sendable, Hashable {
    /// The mount point, or the path of the entry that mounts the map; `/-` for a direct map.
    public let mountPoint: String
    /// The name of the map as the master map has it, without its type.
    public let map: String
    /// Whether the map, with its includes, can be read at all.
    public let isFound: Bool
    /// The paths of the keys, in the order of the map, each once.
    public let paths: [[UInt8]]
    /// Whether it has a wildcard, which matches every other name.
    public let hasWildcard: Bool
    /// Whether it may have keys that cannot be listed, as programs and the map of hosts do.
    public let isPartial: Bool
    /// Why nothing is known of its keys; nil where a part of it at least can be listed.
    public let unread: ResolutionFailure?
    /// Why a part of it could not be looked at; nil where only programs and hosts are asked key by key.
    let unreadPart: ResolutionFailure?
    /// The entry of the wildcard; of several the first.
    public let wildcard: MapEntryText?
}

/// The text of an entry as a map contains it.
public struct MapEntryText: Sendable, Hashable {
    /// The text after the key.
    public let value: [UInt8]
    /// The file that contains it; for a program map the program.
    public let file: String
    /// The line, from 1.
    public let line: Int?
}

extension Resolver {
    /// The directories in which automount waits for names of indirect maps, in the order of the master map.
    public var indirectMountPoints: [String] {
        master.points.table.indirect.map { String(decoding: $0.entry.mountPoint, as: UTF8.self) }
    }

    /// Why there is no master map; nil if there is one.
    public var masterMapFailure: ResolutionFailure? { master.failure }

    /// Why lines of the master map may be missing; nil where all were read.
    var unreadMasterPart: ResolutionFailure? { master.points.table.unreadIncludes.first?.map.failure }

    /// Every map of the master map, with its keys.
    ///
    /// If ``openQuestions`` is not empty afterwards, some may be missing.
    public func listedMaps() -> [ListedMap] {
        context.library.answers.forgetOpen()
        var maps: [ListedMap] = []
        for line in master.points.table.indirect {
            switch line.entry.target {
            case .null: continue
            case .hosts: maps.append(.hosts(at: line.entry.mountPoint))
            case .maps(let sources):
                for source in sources { maps.append(listing(of: source.map, at: line.entry.mountPoint)) }
            }
        }
        for source in master.points.directKeys.sources.flatMap(\.maps) {
            maps.append(listing(of: source.map, at: nil))
        }
        return maps
    }

    /// The map that an entry of another one mounts on a path, with its keys.
    ///
    /// Where ``openQuestions`` is not empty afterwards, some may be missing.
    ///
    /// - Parameter path: The path of a key or an offset.
    /// - Returns: The map; nil where none waits there.
    public func mapMounted(on path: String) -> ListedMap? {
        context.library.answers.forgetOpen()
        var run = ResolutionRun(in: context)
        guard master.failure == nil,
            let stage = run.follow(PathComponents(path.utf8), among: master.points).lastStage,
            stage.isSubmount
        else { return nil }
        let directory = Array(path.utf8)
        guard let source = stage.sources.first else { return .hosts(at: directory) }
        return listing(of: source.map, at: directory, isNested: true)
    }

    /// Lists a map; without a mount point it is a direct one.
    private func listing(of map: MapSourceName, at mountPoint: [UInt8]?, isNested: Bool = false) -> ListedMap
    {
        let places = context.locator.places(of: map, isNested: isNested)
        let unread = places.compactMap { place in if case .unread(let map) = place { map } else { nil } }
        let isUnread = !unread.isEmpty && unread.count == places.count
        let keys = ListedKeys(of: places, isDirect: mountPoint == nil, by: context.locator)
        var seen: Set<[UInt8]> = []
        var paths: [[UInt8]] = []
        for name in keys.names where seen.insert(name).inserted {
            if let mountPoint {
                paths.append(mountPoint + [MapByte.slash] + name)
            } else if name.first == MapByte.slash {
                paths.append(name)
            }
        }
        return ListedMap(
            mountPoint: mountPoint.map { String(decoding: $0, as: UTF8.self) } ?? "/-",
            map: String(decoding: map.name, as: UTF8.self),
            isFound: !places.isEmpty && !isUnread,
            paths: paths,
            hasWildcard: keys.wildcard != nil && mountPoint != nil,
            isPartial: keys.isPartial,
            unread: isUnread ? unread[0].failure : nil,
            unreadPart: keys.unread,
            wildcard: mountPoint == nil ? nil : keys.wildcard
        )
    }

    /// The entry of a key as automount reads it from a map and its includes, with its variables unexpanded.
    ///
    /// If automount goes on to another entry because the first one is in an included map and cannot be mounted, the
    /// result is that other entry (`modules/lookup_file.c: lookup_one`; cases rule-include-fails-001,
    /// rule-include-fails-004).
    ///
    /// If ``openQuestions`` is not empty afterwards, the result is provisional.
    ///
    /// - Parameters:
    ///   - key: The key; one that begins with a slash is looked up as in a direct map, without wildcard.
    ///   - map: The map as a line of the master map names it: a path or a name, perhaps with a type before a colon.
    /// - Returns: The entry; nil if the map has none for the key.
    /// - Throws: If there is no such map, the map is itself a program, or its includes form a loop.
    public func entry(
        of key: [UInt8],
        in map: String
    ) throws(ResolutionFailure) -> MapEntryText? {
        context.library.answers.forgetOpen()
        let name = IncludeName(Array(map.utf8))?.map ?? MapSourceName(name: Array(map.utf8))
        let places = context.locator.places(of: name)
        guard !places.isEmpty else {
            throw ResolutionFailure(
                .noMap,
                "the map \(shown(name.name)) cannot be read: \(context.locator.reasonAgainst(name))"
            )
        }
        for case .program(let path) in places {
            throw ResolutionFailure(
                .unsupported,
                "the map \(shownName(path)) is itself a program and is not run here",
                help: "name a map that is a file or in LDAP",
                file: path
            )
        }
        let found: FoundEntry?
        if key.first == MapByte.slash {
            var lookup = context.lookup(
                key,
                isDirect: true,
                in: [MapByte.slash],
                with: MasterMapOptions(ofSubmount: [])
            )
            found = try lookup.firstEntry(in: places)
        } else {
            var run = ResolutionRun(in: context)
            found = try run.entry(of: key, in: name)
        }
        guard let found else { return nil }
        return MapEntryText(value: found.value, file: found.file, line: found.line)
    }
}

extension ListedMap {
    /// The map of hosts shows no names, even with browse (`modules/lookup_hosts.c: lookup_read_map`,
    /// `daemon/lookup.c: lookup_ghost`; case hosts-map-027).
    fileprivate static func hosts(at mountPoint: [UInt8]) -> ListedMap {
        ListedMap(
            mountPoint: String(decoding: mountPoint, as: UTF8.self),
            map: "-hosts",
            isFound: true,
            paths: [],
            hasWildcard: false,
            isPartial: true,
            unread: nil,
            unreadPart: nil,
            wildcard: nil
        )
    }
}
