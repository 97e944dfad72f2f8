import MountMaps

/// The mount points of a master map by directory, so that a path is compared only with those on its way.
struct MountPointIndex: Sendable {
    /// A line of an indirect map, and its directory as the kernel resolves it.
    struct Point: Sendable {
        let line: MasterTable.Line
        let directory: PathComponents
    }

    let table: MasterTable
    let directKeys: DirectKeys
    let points: [Point]
    /// For each directory the positions of its points.
    private var groups: [[Int]] = []
    private var index: KeyIndex
    private var greatestDepth = 0

    init(_ table: MasterTable) {
        self.table = table
        directKeys = DirectKeys(table: table)
        points = table.indirect.map { line in
            Point(line: line, directory: PathComponents(line.entry.mountPoint))
        }
        index = KeyIndex(capacity: points.count)
        let texts = points.map(\.directory.bytes)
        for (position, text) in texts.enumerated() {
            greatestDepth = max(greatestDepth, points[position].directory.count)
            let group = groups.count
            let earlier = index.insert(group, key: text[...]) { texts[groups[$0][0]] == text }
            if let earlier {
                groups[earlier].append(position)
            } else {
                groups.append([position])
            }
        }
    }

    /// The number of directories.
    var directoryCount: Int { groups.count }

    /// The number of a directory; `nil` if no mount point has it.
    func directory(named bytes: ArraySlice<UInt8>) -> Int? {
        index.find(bytes) { points[groups[$0][0]].directory.isSpelled(bytes) }
    }

    /// The mount points on the way to a path, in the order of the master map.
    func points(holding path: PathComponents) -> [Point] {
        var found: [Int] = []
        var text: [UInt8] = []
        for component in path.components.prefix(greatestDepth) {
            text.append(MapByte.slash)
            text += component
            if let directory = directory(named: text[...]) { found += groups[directory] }
        }
        return found.sorted().map { points[$0] }
    }

    /// The mount points below a directory and on it, in the order of the master map.
    func points(from directory: PathComponents) -> [Point] {
        points.filter { directory.holds($0.directory) }
    }

    /// Whether a mount point other than that of a line may serve a path below a directory.
    func hasOthers(
        in directory: PathComponents,
        than line: MasterTable.Line,
        by locator: MapLocator
    ) -> Bool {
        if points.contains(where: { $0.line.order != line.order && directory.holds($0.directory) }) {
            return true
        }
        for source in directKeys.sources.flatMap(\.maps) {
            for place in locator.places(of: source.map) {
                // The keys of a program or an include are not known before it is asked.
                guard case .file(let file) = place, let map = locator.library.map(at: file),
                    map.includes.isEmpty
                else {
                    return true
                }
                let names = map.entries.lazy.compactMap(map.name)
                if names.contains(where: { directory.holds(PathComponents($0)) }) { return true }
            }
        }
        return false
    }
}

extension PathComponents {
    /// The path as the kernel resolves it.
    package var bytes: [UInt8] { components.flatMap { [MapByte.slash] + $0 } }

    /// Whether a text is this path, written as the kernel resolves it.
    func isSpelled(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        for component in components {
            guard rest.popFirst() == MapByte.slash, rest.starts(with: component) else { return false }
            rest = rest.dropFirst(component.count)
        }
        return rest.isEmpty
    }
}
