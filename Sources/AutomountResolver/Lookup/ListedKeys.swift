import MountMaps

/// The keys of maps and of what they include, in order.
struct ListedKeys {
    let isDirect: Bool
    private let locator: MapLocator
    /// The names that the keys stand for.
    ///
    /// A name that has several entries is listed for each.
    private(set) var names: [[UInt8]] = []
    /// Whether a map has a wildcard, which is not listed as a key.
    private(set) var hasWildcard = false
    /// Whether a part cannot be listed: a program, or a map that is kept elsewhere.
    private(set) var isPartial = false
    private var visited: Set<MapPlace> = []

    /// Lists the keys of maps.
    ///
    /// Of maps that include each other, each is read once.
    ///
    /// A part that LDAP holds stays out, as an open question, until its server was asked.
    init(of places: [MapPlace], isDirect: Bool, by locator: MapLocator) {
        self.isDirect = isDirect
        self.locator = locator
        _ = try? IncludeWalk(locator: locator).visit(places, with: &self)
    }
}

extension ListedKeys: MapVisitor {
    mutating func enters(_ place: MapPlace, depth: Int) -> Bool {
        guard case .file = place else { return true }
        guard depth <= AutomountLimits.includeDepth else {
            isPartial = true
            return false
        }
        return visited.insert(place).inserted
    }

    mutating func visitEntries(_ positions: Range<Int>, of map: VisitedMap) -> Never? {
        for entry in map.document.entries[positions] {
            guard let name = map.document.name(of: entry) else { continue }
            if name.elementsEqual([MapByte.star]) {
                hasWildcard = true
            } else {
                names.append(name)
            }
        }
        return nil
    }

    mutating func visit(_ place: MapPlace, depth: Int) -> IncludeWalk.Step<Never> {
        if case .ldap(let place) = place {
            names += (try? place.names(isDirect: isDirect, in: locator.library)) ?? []
        } else {
            isPartial = true
        }
        return .next
    }
}
