import MountMaps

/// What automount holds for one name and for the wildcard, of a map and of all maps that it includes.
///
/// All these maps share one table, in which a key has one entry for each map that holds it, in the order of reading.
/// A map uses entries of its own alone, but finds them by way of the first of all, and so the others decide whether it
/// does. Observed with 5.1.8; the names of the parts are those of automount's lib/cache.c.
struct SharedEntries {
    enum Key {
        case name
        case wildcard
    }

    /// Where the text of an entry stands.
    enum Origin {
        case map(file: String, position: Int)
        case output(FoundEntry)
    }

    struct Entry {
        /// The map that holds it, by number.
        let owner: Int
        /// Its text; `nil` where automount has taken that away.
        var origin: Origin?
        /// Whether the key is known as one that failed.
        var hasFailed = false
        /// Whether the key was begun as a multi-mount, which keeps the entry in the table.
        var isMultiMount = false
    }

    private let isWildcard: Bool
    private var named: [Entry] = []
    private var wildcards: [Entry] = []
    /// Rises with each change.
    private(set) var version = 0

    init(name: [UInt8]) {
        isWildcard = name == [MapByte.star]
    }

    private func isStored(asWildcard key: Key) -> Bool { isWildcard || key == .wildcard }

    subscript(key: Key) -> [Entry] {
        isStored(asWildcard: key) ? wildcards : named
    }

    private mutating func change(_ key: Key, by body: (inout [Entry]) -> Void) {
        version += 1
        if isStored(asWildcard: key) { body(&wildcards) } else { body(&named) }
    }

    /// Whether the key that is found is the wildcard.
    func isWildcard(_ key: Key) -> Bool { isStored(asWildcard: key) }

    /// Adds an entry of a map; one that the map has already stays, since it was read within the same second.
    mutating func add(_ key: Key, of owner: Int, _ origin: Origin?) {
        guard !self[key].contains(where: { $0.owner == owner }) else { return }
        change(key) { $0.append(Entry(owner: owner, origin: origin)) }
    }

    /// Takes the text of the name away where the first entry is that of a map which does not have the key.
    mutating func empty(of owner: Int) {
        guard let first = self[.name].first, first.owner == owner, first.origin != nil else { return }
        change(.name) {
            $0[0].origin = nil
            $0[0].hasFailed = false
        }
    }

    /// Forgets a key, except an entry that was begun as a multi-mount.
    mutating func remove(_ key: Key) {
        guard !self[key].isEmpty, self[key].count > 1 || !self[key][0].isMultiMount else { return }
        change(key) { $0 = $0[0].isMultiMount ? [$0[0]] : [] }
    }

    /// Whether the name is known as one that failed; an entry without a text is forgotten.
    mutating func hasFailed() -> Bool {
        guard let first = self[.name].first else { return false }
        if first.hasFailed { return true }
        if first.origin == nil { remove(.name) }
        return false
    }

    /// Notes that the name failed; where its text was taken away nothing is noted.
    mutating func fail(of owner: Int) {
        guard !isWildcard else { return }
        if named.isEmpty {
            change(.name) { $0 = [Entry(owner: owner, origin: nil, hasFailed: true)] }
        } else if named[0].origin != nil {
            change(.name) {
                $0[0].origin = nil
                $0[0].hasFailed = true
            }
        }
    }

    /// Notes that the name was begun as a multi-mount.
    mutating func beginMultiMount() {
        guard let first = self[.name].first, !first.isMultiMount else { return }
        change(.name) { $0[0].isMultiMount = true }
    }
}
