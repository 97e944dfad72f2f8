import MountMaps

/// The keys of a map and of what it includes, in order, without wildcards and what cannot be listed.
struct ListedKeys {
    let locator: MapLocator
    let isDirect: Bool
    /// Whether a wildcard stands among the keys.
    private(set) var hasWildcard = false
    /// Whether a part cannot be listed: a program, or a map that is kept elsewhere.
    private(set) var isPartial = false
    private var visited: Set<MapPlace> = []

    init(locator: MapLocator, isDirect: Bool = false) {
        self.locator = locator
        self.isDirect = isDirect
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
            if case .ldap(let directory) = place {
                // What is not known stays an open question.
                names += (try? library.names(in: directory, isDirect: isDirect)) ?? []
                continue
            }
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
                        skippingFiles: name.isSelf(in: path),
                        isNested: true
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
