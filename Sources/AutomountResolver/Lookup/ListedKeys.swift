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
    /// The first wildcard, which is not listed as a key.
    private(set) var wildcard: MapEntryText?
    /// Whether a part cannot be listed, such as a program.
    private(set) var isPartial = false
    /// Why a part could not be looked at; nil where none is there, or where it can only be asked key by key.
    private(set) var unread: ResolutionFailure?
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
                let line = locator.library.line(of: entry.range.lowerBound, in: map.path)
                let text = MapEntryText(
                    value: Array(map.document.value(of: entry)),
                    file: map.path,
                    line: line
                )
                wildcard = wildcard ?? text
            } else {
                names.append(name)
            }
        }
        return nil
    }

    mutating func visit(_ place: MapPlace, depth: Int) -> IncludeWalk.Step<Never> {
        switch place {
        case .ldap(let place):
            guard let listed = try? place.listing(isDirect: isDirect, in: locator.library) else { break }
            names += listed.names
            if wildcard == nil, let found = listed.wildcard {
                wildcard = MapEntryText(value: found.value, file: found.file, line: nil)
            }
        case .unread(let map):
            isPartial = true
            unread = unread ?? map.failure
        case .file, .program, .empty: isPartial = true
        }
        return .next
    }
}
