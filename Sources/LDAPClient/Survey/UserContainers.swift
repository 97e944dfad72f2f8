import LDAPEntries

/// The entries below which users are: few, and as deep in the tree as possible.
struct UserContainers {
    private static let most = 4

    /// A container by the parts of its name below the base, from the base down.
    private struct Place {
        let text: String
        let parts: [String]
        var count: Int

        /// The container at a depth below the base that holds this place; the place itself if it is not that deep.
        func cut(to depth: Int) -> Place {
            var name = text
            for _ in 0..<max(0, parts.count - depth) { name = DistinguishedName.parent(of: name) ?? name }
            return Place(text: name, parts: Array(parts.prefix(depth)), count: count)
        }
    }

    /// The containers with the number of users below each; the base itself if the users are all over it.
    let list: [CountedText]

    /// Finds the containers.
    ///
    /// If the parents of all users have a common ancestor below the base, that is the one: users who come later are
    /// likely to be below it too.
    ///
    /// - Parameters:
    ///   - parents: The parents of the users, each with the number of its users.
    ///   - base: The base of the search.
    init(_ parents: [CountedText], below base: String) {
        let depth = Self.parts(of: base).count
        let places = Self.topmost(
            parents.map {
                Place(text: $0.text, parts: Array(Self.parts(of: $0.text).dropFirst(depth)), count: $0.count)
            }
        )
        let common = Self.commonDepth(of: places)
        var best = common > 0 ? Self.merged(places, to: common) : []
        if common == 0, let deepest = places.map(\.parts.count).max(), deepest > 0 {
            for depth in 1...deepest {
                let cut = Self.merged(places, to: depth)
                guard cut.count <= Self.most, cut.allSatisfy({ !$0.parts.isEmpty }) else { break }
                best = cut
            }
        }
        let whole = [CountedText(base, count: parents.reduce(0) { $0 + $1.count })]
        list =
            best.isEmpty
            ? whole
            : best.map { CountedText($0.text, count: $0.count) }
                .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }

    /// The places that are not below another one, with the users of those that are.
    private static func topmost(_ places: [Place]) -> [Place] {
        var kept: [[String]: Place] = [:]
        for place in places.sorted(by: { $0.parts.count < $1.parts.count }) {
            let above = (0...place.parts.count).lazy.map { Array(place.parts.prefix($0)) }
                .first { kept[$0] != nil }
            kept[above ?? place.parts, default: Place(text: place.text, parts: place.parts, count: 0)]
                .count += place.count
        }
        return Array(kept.values)
    }

    /// The places with names of limited depth, and equal ones joined.
    private static func merged(_ places: [Place], to depth: Int) -> [Place] {
        let groups = Dictionary(grouping: places.map { $0.cut(to: depth) }, by: \.parts)
        return groups.values.compactMap { group in
            group.min { $0.text < $1.text }.map { first in
                Place(text: first.text, parts: first.parts, count: group.reduce(0) { $0 + $1.count })
            }
        }
    }

    /// How many parts the names of all places have in common.
    private static func commonDepth(of places: [Place]) -> Int {
        guard let first = places.first else { return 0 }
        return places.reduce(first.parts.count) { depth, place in
            zip(first.parts.prefix(depth), place.parts).prefix { $0 == $1 }.count
        }
    }

    /// The parts of a name in the form in which they are compared, from the root down.
    private static func parts(of name: String) -> [String] {
        var parts: [String] = []
        var rest: String? = DistinguishedName.compared(name)
        while let name = rest, !name.isEmpty {
            rest = DistinguishedName.parent(of: name)
            let length = name.utf8.count - (rest.map { $0.utf8.count + 1 } ?? 0)
            parts.append(String(decoding: name.utf8.prefix(length), as: UTF8.self))
        }
        return parts.reversed()
    }
}
