import MountMaps

/// What automount mounts when it starts: a directory for each indirect map, and one for each key of direct maps.
struct StartingMounts {
    let table: MasterTable
    let locator: MapLocator
    let configuration: AutofsConfiguration

    /// The mounts, indirect ones first in the order of the maps, then direct ones in that of mounting.
    ///
    /// Of several keys with one directory each takes the place of the one before, except where a key goes back with
    /// `..`: automount does not see that it comes to the same directory.
    func mounts(in library: inout MapLibrary) -> [AutofsMount] {
        var seen: Set<String> = []
        let direct = direct(in: &library).filter { mount, goesBack in
            seen.insert(mount.mountPoint).inserted || goesBack
        }
        return indirect(in: &library) + direct.map(\.mount)
    }

    private func indirect(in library: inout MapLibrary) -> [AutofsMount] {
        var mounts: [AutofsMount] = []
        for line in table.indirect {
            let map: String
            let timeout: Int?
            switch line.entry.target {
            case .null: continue
            case .hosts(let hostsOptions):
                map = "-hosts"
                timeout = hostsOptions.timeout
            case .maps(let sources):
                guard let first = sources.first else { continue }
                guard sources.allSatisfy({ !locator.places(of: $0.map, in: &library).isEmpty }) else {
                    continue
                }
                map = shownName(of: first.map)
                timeout = sources.compactMap(\.options.timeout).last
            }
            let path = PathComponents(line.entry.mountPoint)
            guard path.count > 0, !library.isBelowFile(path) else { continue }
            mounts.append(mount(path, of: map, timeout, isDirect: false))
        }
        return mounts
    }

    private func direct(in library: inout MapLibrary) -> [(mount: AutofsMount, goesBack: Bool)] {
        var mounts: [(AutofsMount, Bool)] = []
        var seen: Set<[UInt8]> = []
        let sources = DirectKeys(table: table).sources
        let firstTimeout = sources.first?.source.options.timeout
        for (line, source) in sources {
            var keys = ListedKeys(locator: locator)
            let names = keys.names(of: locator.places(of: source.map, in: &library), in: &library)
                .map { (name: $0, bucket: DirectKeyBucket.number(of: $0)) }.sorted { $0.bucket < $1.bucket }
            for (name, _) in names where name.first == MapByte.slash && seen.insert(name).inserted {
                let written = WrittenPath(name)
                guard !written.staysAtRoot, !table.cancels(name, before: line.order) else { continue }
                let map = shownName(of: source.map)
                let path = PathComponents(name)
                let timeout = source.options.timeout ?? firstTimeout
                let mount = mount(path, of: map, timeout, isDirect: true)
                mounts.append((mount, written.goesBack))
            }
        }
        return mounts
    }

    private func shownName(of map: MapSourceName) -> String {
        let name = String(decoding: map.name, as: UTF8.self)
        return map.type == "file" && !name.hasPrefix("/") ? locator.mapDirectory + "/" + name : name
    }

    private func mount(
        _ path: PathComponents,
        of map: String,
        _ timeout: Int?,
        isDirect: Bool
    ) -> AutofsMount {
        AutofsMount(
            mountPoint: path.text,
            map: map,
            isDirect: isDirect,
            timeout: timeout ?? configuration.timeout
        )
    }
}

/// What a path says by its dots, before the kernel resolves them.
private struct WrittenPath {
    /// Whether nothing but single dots stands in it: automount cannot mount there.
    let staysAtRoot: Bool
    /// Whether two dots follow a name.
    let goesBack: Bool

    init(_ path: [UInt8]) {
        let components = path.split(separator: MapByte.slash).drop { $0.elementsEqual(".".utf8) }
        staysAtRoot = components.isEmpty
        let name = components.firstIndex { !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
        goesBack = name.map { components[$0...].contains { $0.elementsEqual("..".utf8) } } ?? false
    }
}

/// The keys of a map and of what it includes, in order, without wildcards and what cannot be listed.
struct ListedKeys {
    let locator: MapLocator
    /// Whether a wildcard stands among the keys.
    private(set) var hasWildcard = false
    /// Whether a part cannot be listed: a program, or a map that is kept elsewhere.
    private(set) var isPartial = false
    private var visited: Set<MapPlace> = []

    init(locator: MapLocator) {
        self.locator = locator
    }

    /// The first entry of a name in the order of reading, and the file that holds it.
    mutating func first(
        _ name: [UInt8],
        in places: [MapPlace],
        library: inout MapLibrary,
        depth: Int = 0
    ) -> (position: Int, file: String)? {
        for case .file(let path) in places where depth <= AutomountLimits.includeDepth {
            guard visited.insert(.file(path)).inserted, let map = library.map(at: path) else { continue }
            let own = map.position(ofName: name)
            for include in map.includes where include.entriesAbove <= own ?? .max {
                guard let included = IncludeName(include.name) else { continue }
                let found = first(
                    name,
                    in: locator.places(
                        of: included.map,
                        in: &library,
                        skippingFiles: included.isSelf(in: path)
                    ),
                    library: &library,
                    depth: depth + 1
                )
                if let found { return found }
            }
            if let own { return (own, path) }
        }
        return nil
    }

    /// The names that keys stand for; of maps that include each other each is read once.
    mutating func names(of places: [MapPlace], in library: inout MapLibrary, depth: Int = 0) -> [[UInt8]] {
        var names: [[UInt8]] = []
        for place in places {
            guard case .file(let path) = place, depth <= AutomountLimits.includeDepth else {
                isPartial = true
                continue
            }
            guard visited.insert(place).inserted, let map = library.map(at: path) else { continue }
            var includes = map.includes[...]
            for position in 0...map.entries.count {
                while let include = includes.first, include.entriesAbove == position {
                    includes.removeFirst()
                    guard let name = IncludeName(include.name) else { continue }
                    let included = locator.places(
                        of: name.map,
                        in: &library,
                        skippingFiles: name.isSelf(in: path)
                    )
                    names += self.names(of: included, in: &library, depth: depth + 1)
                }
                guard position < map.entries.count else { break }
                guard let name = map.name(of: map.entries[position]) else { continue }
                if name.elementsEqual([MapByte.star]) {
                    hasWildcard = true
                } else {
                    names.append(name)
                }
            }
        }
        return names
    }
}
