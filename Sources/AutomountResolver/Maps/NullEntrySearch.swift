import MountMaps

/// Finds the entry `-null` by which a file takes a key out of an indirect map.
///
/// Automount asks before it looks a name up, of the entries that it read when it started: those of the files of a
/// mount point and of the files that they include. Of several for one key the first that was read counts; a wildcard
/// and what a program says do not. Observed with 5.1.9.
struct NullEntrySearch {
    private let name: [UInt8]
    private let locator: MapLocator
    private var visited: Set<String> = []

    init(name: [UInt8], locator: MapLocator) {
        self.name = name
        self.locator = locator
    }

    /// The file and the line of the entry `-null` of the name, where the first of some places that has the name holds
    /// such an entry.
    mutating func nullEntry(in places: [MapPlace], library: inout MapLibrary) -> (file: String, line: Int?)? {
        guard let (file, position) = firstEntry(in: places, depth: 0, library: &library),
            let map = library.map(at: file)
        else { return nil }
        let entry = map.entries[position]
        guard Self.isNull(map.value(of: entry)) else { return nil }
        return (file, library.line(of: entry.range.lowerBound, in: file))
    }

    private mutating func firstEntry(
        in places: [MapPlace],
        depth: Int,
        library: inout MapLibrary
    ) -> (file: String, position: Int)? {
        for case .file(let path) in places {
            if let entry = firstEntry(inFile: path, depth: depth, library: &library) { return entry }
        }
        return nil
    }

    private mutating func firstEntry(
        inFile path: String,
        depth: Int,
        library: inout MapLibrary
    ) -> (file: String, position: Int)? {
        guard let map = library.map(at: path) else { return nil }
        let own = map.position(ofName: name)
        if map.includes.isEmpty { return own.map { (path, $0) } }
        guard depth <= AutomountLimits.includeDepth, visited.insert(path).inserted else { return nil }
        for include in map.includes where include.entriesAbove <= own ?? .max {
            guard let included = IncludeName(include.name), !included.isSelf(in: path) else { continue }
            let places = locator.places(of: included.map, in: &library)
            if let entry = firstEntry(in: places, depth: depth + 1, library: &library) { return entry }
        }
        return own.map { (path, $0) }
    }

    /// Whether a text is `-null`, or that before a blank or a comma; a tab does not end it.
    private static func isNull(_ value: some Collection<UInt8>) -> Bool {
        guard value.starts(with: "-null".utf8) else { return false }
        let next = value.dropFirst(5).first ?? MapByte.nul
        return next == MapByte.nul || next == MapByte.space || next == MapByte.comma
    }
}
