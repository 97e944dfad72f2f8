import MountMaps

/// The keys of maps and of everything that they include, in order.
///
/// The rules:
/// 1. Keys are read in the order of the file, an include's keys at its line, and each file once
///    (`modules/lookup_file.c: lookup_read_map`; cases direct-030, direct-031).
/// 2. Programs list no keys (`modules/lookup_program.c: lookup_read_map`; case browse-018).
/// 3. The wildcard is not listed (`daemon/lookup.c: lookup_ghost`; cases browse-002, rule-listing-060).
/// 4. Includes are read 16 levels deep (`modules/lookup_file.c: lookup_read_map`, `MAX_INCLUDE_DEPTH`).
struct ListedKeys {
    let isDirect: Bool
    private let locator: MapLocator
    /// The names of the keys; a name with several entries is listed for each.
    private(set) var names: [[UInt8]] = []
    /// Whether a map has a wildcard, which is not listed as a key.
    private(set) var hasWildcard = false
    /// Whether a part cannot be listed, such as a program.
    private(set) var isPartial = false
    private var visited: Set<MapPlace> = []

    /// Lists the keys of maps.
    ///
    /// A map in LDAP contributes nothing until its server was asked; until then the question is open.
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
