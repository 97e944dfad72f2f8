import MountMaps

/// Finds the first entry of a name in files and in the files that they include, in the order of reading.
///
/// Each file is read once. Wildcards do not count, nor does what programs and LDAP servers say.
struct KeySearch: MapVisitor {
    let name: [UInt8]
    /// Whether an include counts that names the file itself, which can lead to another file of that name.
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
