import MountMaps

/// The keys of all direct maps by directory.
///
/// The rules:
/// 1. A key without a leading slash, such as `*`, is not a key of a direct map (`lib/parse_subs.c: sanitize_path`;
///    cases direct-012, wildcard-054).
/// 2. Each key is mounted once per map, by its first definition (`lib/cache.c: cache_update`; cases duplicates-021,
///    direct-030).
/// 3. The kernel resolves `.`, `..` and empty components of a key (cases direct-019, direct-009, direct-dots-005).
struct DirectKeyTable: Sendable {
    /// A key of a direct map.
    struct Key: Hashable, Sendable {
        /// The number of the map.
        let source: Int
        /// Its position among the keys of the map, in the order of mounting.
        let position: Int
        let name: [UInt8]

        /// Whether `..` is one of its components.
        var containsDotDot: Bool {
            name.split(separator: MapByte.slash).contains { $0.elementsEqual("..".utf8) }
        }
    }

    /// All keys in the order of mounting.
    private(set) var all: [Key] = []
    /// For each directory the positions of its keys.
    private var positions: [[UInt8]: [Int]] = [:]
    /// The directories above keys.
    private var ancestors: Set<[UInt8]> = []

    init(_ keys: DirectKeys, locator: MapLocator) {
        guard keys.areRead(by: locator) else { return }
        for (number, source) in keys.sources.enumerated() {
            var listed: [[UInt8]] = []
            var seen: Set<[UInt8]> = []
            for map in source.maps {
                let list = ListedKeys(of: locator.places(of: map.map), isDirect: true, by: locator)
                for name in list.names
                where name.first == MapByte.slash && seen.insert(name).inserted {
                    listed.append(name)
                }
            }
            for (position, name) in DirectKeyBucket.sorted(listed).enumerated() {
                add(Key(source: number, position: position, name: name))
            }
        }
    }

    private mutating func add(_ key: Key) {
        let directory = Self.directory(of: key.name)
        positions[directory, default: []].append(all.count)
        all.append(key)
        var end = directory.endIndex
        while let slash = directory[..<end].lastIndex(of: MapByte.slash), slash > 0,
            ancestors.insert(Array(directory[..<slash])).inserted
        {
            end = slash
        }
    }

    /// The directory to which the kernel resolves a key.
    private static func directory(of name: [UInt8]) -> [UInt8] {
        var previous = MapByte.slash
        let isPlain = name.dropFirst().allSatisfy { byte in
            defer { previous = byte }
            return byte != UInt8(ascii: ".") && byte != MapByte.slash || previous != MapByte.slash
        }
        return isPlain && name.last != MapByte.slash ? name : PathComponents(name).bytes
    }

    /// The positions of the keys that name a directory.
    func positions(at directory: [UInt8]) -> [Int] { positions[directory] ?? [] }

    /// Whether a key lies below a directory.
    func hasKeys(below directory: [UInt8]) -> Bool { ancestors.contains(directory) }

    /// The positions of the keys that name a directory or lie below it.
    func positions(from directory: PathComponents) -> [Int] {
        all.indices.filter { directory.holds(PathComponents(all[$0].name)) }
    }
}
