package import MountMaps

/// The target of an include in a map file.
package struct Inclusion {
    package let name: IncludeName
    /// Whether the map includes itself by it.
    package let isSelf: Bool
    /// The places that exist, in order.
    package let places: [MapPlace]
}

extension MapLocator {
    /// The target of an include; `nil` if it has a type that an include cannot have.
    ///
    /// A map that includes itself by its type and path is not read again. If it does so by name, the next source of
    /// nsswitch.conf(5) may have the map (`modules/lookup_file.c: lookup_mount`; cases ldap-041, include-025).
    ///
    /// - Parameters:
    ///   - include: The include.
    ///   - path: The file that contains it.
    /// - Returns: The places, of which there may be none.
    package func inclusion(_ include: AutomountInclude, in path: String) -> Inclusion? {
        guard let name = IncludeName(include.name) else { return nil }
        let isSelf = name.isSelf(in: path)
        // With its type and its own path the file is not read again; by name, another source may have the map.
        let isSameFile = name.isFile(at: path)
        let places = isSameFile ? [] : places(of: name.map, skippingFiles: isSelf, isNested: true)
        return Inclusion(name: name, isSelf: isSelf, places: places)
    }
}

/// A map file on the walk.
struct VisitedMap {
    let path: String
    let document: AutomountMapDocument
    /// The number of includes that lead to it.
    let depth: Int
}

/// What looks at the maps during a walk.
protocol MapVisitor {
    associatedtype Found

    /// Whether to enter a place.
    mutating func enters(_ place: MapPlace, depth: Int) throws(ResolutionFailure) -> Bool

    /// Whether to follow an include.
    func follows(_ inclusion: Inclusion) -> Bool

    /// Looks at the entries of a file between two of its includes; a result ends the walk.
    mutating func visitEntries(_ positions: Range<Int>, of map: VisitedMap) -> Found?

    /// Looks at a file after its entries and includes; a result ends the walk.
    mutating func leave(_ map: VisitedMap) -> Found?

    /// Looks at a place that is not a file.
    mutating func visit(_ place: MapPlace, depth: Int) throws(ResolutionFailure) -> IncludeWalk.Step<Found>

    /// Notes the result of an include.
    mutating func leave(
        _ include: AutomountInclude,
        of map: VisitedMap,
        to inclusion: Inclusion?,
        found: Found?
    )
}

extension MapVisitor {
    func follows(_ inclusion: Inclusion) -> Bool { true }

    mutating func leave(_ map: VisitedMap) -> Found? { nil }

    mutating func leave(
        _ include: AutomountInclude,
        of map: VisitedMap,
        to inclusion: Inclusion?,
        found: Found?
    ) {}
}

/// Goes through maps and all that they include in the order in which automount reads them: an include at its line among
/// the entries (`modules/lookup_file.c: lookup_one`, `lookup_read_map`; cases duplicates-012, direct-030, direct-031).
struct IncludeWalk {
    /// How the walk continues after a place that is not a file.
    enum Step<Found> {
        case found(Found)
        /// The next place of the same list.
        case next
        /// None of the other places of the same list, as an action in nsswitch.conf(5) can say.
        case end
    }

    let locator: MapLocator

    /// Visits places in order, each with its includes.
    ///
    /// - Returns: The visitor's first result; `nil` if it found nothing.
    /// - Throws: What the visitor throws; from an included map with the line of the include.
    func visit<Visitor: MapVisitor>(
        _ places: [MapPlace],
        depth: Int = 0,
        with visitor: inout Visitor
    ) throws(ResolutionFailure) -> Visitor.Found? {
        for place in places where try visitor.enters(place, depth: depth) {
            guard case .file(let path) = place else {
                switch try visitor.visit(place, depth: depth) {
                case .found(let found): return found
                case .next: continue
                case .end: return nil
                }
            }
            guard let document = locator.library.map(at: path) else { continue }
            let map = VisitedMap(path: path, document: document, depth: depth)
            if let found = try visit(map, with: &visitor) { return found }
        }
        return nil
    }

    private func visit<Visitor: MapVisitor>(
        _ map: VisitedMap,
        with visitor: inout Visitor
    ) throws(ResolutionFailure) -> Visitor.Found? {
        var next = 0
        for include in map.document.includes {
            if next < include.entriesAbove,
                let found = visitor.visitEntries(next..<include.entriesAbove, of: map)
            {
                return found
            }
            next = include.entriesAbove
            if let found = try follow(include, of: map, with: &visitor) { return found }
        }
        let count = map.document.entries.count
        if next < count, let found = visitor.visitEntries(next..<count, of: map) { return found }
        return visitor.leave(map)
    }

    private func follow<Visitor: MapVisitor>(
        _ include: AutomountInclude,
        of map: VisitedMap,
        with visitor: inout Visitor
    ) throws(ResolutionFailure) -> Visitor.Found? {
        let inclusion = locator.inclusion(include, in: map.path)
        var found: Visitor.Found?
        if let inclusion, visitor.follows(inclusion) {
            do throws(ResolutionFailure) {
                found = try visit(inclusion.places, depth: map.depth + 1, with: &visitor)
            } catch {
                let line = locator.library.line(of: include.range.lowerBound, in: map.path)
                throw error.placed(in: map.path, at: line)
            }
        }
        visitor.leave(include, of: map, to: inclusion, found: found)
        return found
    }
}
