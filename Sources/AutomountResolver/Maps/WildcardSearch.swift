import MountMaps

/// Finds the wildcard of a map that has no key for a name.
///
/// A star in quotes is a wildcard in a map without includes. In one with includes automount looks for a bare star
/// alone. Only automount 5.1.8 finds the other one too, where it asks an included file a second time for the same
/// name: it then looks among the keys of all these files, which share one table. It asks again because an include that
/// fails falls back on all that were met first before it; a program that fails ends this. Observed with 5.1.8 and 5.1.9.
struct WildcardSearch {
    private let locator: MapLocator
    private let version: AutofsVersion
    private var visited: Set<String> = []

    init(locator: MapLocator, version: AutofsVersion) {
        self.locator = locator
        self.version = version
    }

    /// The position of the wildcard and the file that holds it; `nil` where none counts.
    mutating func wildcard(
        in path: String,
        library: inout MapLibrary
    ) -> (position: Int, file: String)? {
        guard let map = library.map(at: path) else { return nil }
        let first = map.position(ofName: [MapByte.star])
        if map.includes.isEmpty { return first.map { ($0, path) } }
        if let first, map.entries.contains(where: { map.key(of: $0).elementsEqual([MapByte.star]) }) {
            return (first, path)
        }
        guard version.findsQuotedWildcardWhenAskedAgain, asksAgain(map, at: path, library: &library) else {
            return nil
        }
        return firstStar(in: path, depth: 0, library: &library)
    }

    /// Whether an included file is asked twice.
    private func asksAgain(_ map: AutomountMapDocument, at path: String, library: inout MapLibrary) -> Bool {
        var met: [[UInt8]: Int] = [:]
        var firstFile: Int?
        for (number, include) in map.includes.enumerated() {
            let place = met[include.name] ?? number
            met[include.name] = place
            if let firstFile, place >= firstFile { return true }
            for included in places(of: include, in: path, library: &library) {
                switch included {
                case .file(let file):
                    var visited: Set<String> = [path]
                    if leadsToPlainMap(file, visited: &visited, library: &library) {
                        firstFile = firstFile ?? number
                    }
                case .program: return false
                case .directory, .elsewhere: break
                }
            }
        }
        return false
    }

    /// Whether a map, or one that it includes, has no includes itself: only of those automount remembers the keys.
    private func leadsToPlainMap(
        _ path: String,
        visited: inout Set<String>,
        library: inout MapLibrary
    ) -> Bool {
        guard visited.insert(path).inserted, let map = library.map(at: path) else { return false }
        if map.includes.isEmpty { return true }
        for include in map.includes {
            for case .file(let file) in places(of: include, in: path, library: &library)
            where leadsToPlainMap(file, visited: &visited, library: &library) {
                return true
            }
        }
        return false
    }

    /// The first star, in quotes or not, of a map and those that it includes, in the order of reading.
    mutating func firstStar(
        in path: String,
        depth: Int,
        library: inout MapLibrary
    ) -> (position: Int, file: String)? {
        guard depth <= AutomountLimits.includeDepth, visited.insert(path).inserted,
            let map = library.map(at: path)
        else { return nil }
        let own = map.position(ofName: [MapByte.star])
        for include in map.includes where include.entriesAbove <= own ?? .max {
            for case .file(let file) in places(of: include, in: path, library: &library) {
                if let star = firstStar(in: file, depth: depth + 1, library: &library) { return star }
            }
        }
        return own.map { ($0, path) }
    }

    private func places(
        of include: AutomountInclude,
        in path: String,
        library: inout MapLibrary
    ) -> [MapPlace] {
        guard let name = IncludeName(include.name), !name.isSelf(in: path) else { return [] }
        return locator.places(of: name.map, in: &library)
    }
}
