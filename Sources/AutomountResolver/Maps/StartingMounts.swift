import MountMaps

/// What automount mounts when it starts: a directory for each indirect map, and one for each key of direct maps.
struct StartingMounts {
    let table: MasterTable
    let locator: MapLocator
    let configuration: AutofsConfiguration

    /// The mounts, none of them on the root; indirect ones first, each in the order of the maps.
    ///
    /// Of several with one directory the first is the one that is mounted.
    func mounts(in library: inout MapLibrary) -> [AutofsMount] {
        var seen: Set<String> = []
        let mounts = indirect(in: &library) + direct(in: &library)
        return mounts.filter { seen.insert($0.mountPoint).inserted }
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
            guard path.count > 0 else { continue }
            mounts.append(mount(path, of: map, timeout, isDirect: false))
        }
        return mounts
    }

    private func direct(in library: inout MapLibrary) -> [AutofsMount] {
        var mounts: [AutofsMount] = []
        var seen: Set<[UInt8]> = []
        for (line, source) in DirectKeys(table: table).sources {
            var keys = ListedKeys(locator: locator)
            for name in keys.names(of: locator.places(of: source.map, in: &library), in: &library)
            where name.first == MapByte.slash && seen.insert(name).inserted {
                let path = PathComponents(name)
                guard path.count > 0, !table.cancels(name, before: line.order) else { continue }
                let map = shownName(of: source.map)
                mounts.append(mount(path, of: map, source.options.timeout, isDirect: true))
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

/// The keys of a map and of what it includes, in order, without wildcards and what cannot be listed.
struct ListedKeys {
    let locator: MapLocator
    private var visited: Set<MapPlace> = []

    init(locator: MapLocator) {
        self.locator = locator
    }

    /// The names that keys stand for; of maps that include each other each is read once.
    mutating func names(of places: [MapPlace], in library: inout MapLibrary, depth: Int = 0) -> [[UInt8]] {
        var names: [[UInt8]] = []
        for place in places {
            guard case .file(let path) = place, depth <= AutomountLimits.includeDepth else { continue }
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
                if !name.elementsEqual([MapByte.star]) { names.append(name) }
            }
        }
        return names
    }
}
