import MountMaps

/// Finds the first entry of a name in files and the files that they include, in the order of reading.
///
/// Each file is read once. Wildcards, programs and maps in LDAP are ignored.
struct KeySearch: MapVisitor {
    let name: [UInt8]
    /// Whether to follow an include that names the file itself, since that can lead to another file of the same name.
    var followsOwnName = true
    private var visited: Set<String> = []

    init(name: [UInt8], followsOwnName: Bool = true) {
        self.name = name
        self.followsOwnName = followsOwnName
    }

    mutating func enters(_ place: MapPlace, depth: Int) -> Bool {
        guard case .file(let path) = place, depth <= AutomountLimits.includeDepth else { return false }
        return visited.insert(path).inserted
    }

    func follows(_ inclusion: Inclusion) -> Bool { followsOwnName || !inclusion.isSelf }

    func visitEntries(_ positions: Range<Int>, of map: VisitedMap) -> (file: String, position: Int)? {
        guard let position = map.document.position(ofName: name), positions.contains(position) else {
            return nil
        }
        return (map.path, position)
    }

    func visit(_ place: MapPlace, depth: Int) -> IncludeWalk.Step<(file: String, position: Int)> { .next }
}
