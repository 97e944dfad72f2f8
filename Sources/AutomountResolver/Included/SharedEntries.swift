import MountMaps

/// The table entries of one name and of the wildcard, from a map and all maps that it includes.
///
/// The rules:
/// 1. A mount point's map and its includes share one hash table. A key has one entry per map that contains it, in the
///    order of reading (`daemon/master.c: master_add_source_instance`, `lib/cache.c: cache_add`).
/// 2. An entry that was read within the same second is not replaced (`lib/cache.c: cache_update`; case cache-005).
/// 3. A look-up of the literal name `*` finds the wildcard's entries (`lib/cache.c: cache_lookup`; cases wildcard-030,
///    rule-multi-215).
/// 4. A failed mount clears the text of the name's first entry and starts its negative timeout, which makes the name
///    fail in every map of the table (`lib/cache.c: cache_update_negative`; cases rule-include-fails-004,
///    rule-multi-009).
/// 5. An entry that was parsed as a multi-mount cannot be deleted (`lib/cache.c: cache_delete`; cases rule-multi-204,
///    quoted-wildcard-003).
struct SharedEntries {
    enum Key {
        case name
        case wildcard
    }

    /// Where the text of an entry comes from.
    enum Origin {
        case map(file: String, position: Int)
        case output(FoundEntry)
    }

    struct Entry {
        /// The number of the map that contains it.
        let owner: Int
        /// Where its text is; `nil` after automount has cleared it.
        var origin: Origin?
        /// Whether a mount of the key has failed.
        var hasFailed = false
        /// Whether automount has parsed the entry as a multi-mount.
        var isMultiMount = false
    }

    private let isWildcard: Bool
    private var named: [Entry] = []
    private var wildcards: [Entry] = []
    /// Increases with each change.
    private(set) var version = 0

    init(name: [UInt8]) {
        isWildcard = name == [MapByte.star]
    }

    /// Whether a look-up of the key finds the wildcard's entries, as the literal name `*` does
    /// (`lib/cache.c: cache_lookup`; cases wildcard-030, wildcard-031, rule-multi-215).
    private func isStored(asWildcard key: Key) -> Bool { isWildcard || key == .wildcard }

    subscript(key: Key) -> [Entry] {
        isStored(asWildcard: key) ? wildcards : named
    }

    private mutating func change(_ key: Key, by body: (inout [Entry]) -> Void) {
        version += 1
        if isStored(asWildcard: key) { body(&wildcards) } else { body(&named) }
    }

    /// Whether a look-up of the key finds the wildcard.
    func isWildcard(_ key: Key) -> Bool { isStored(asWildcard: key) }

    /// Adds an entry of a map, unless the map already has one for the key.
    ///
    /// `cache_update` leaves an entry alone whose age is the current second (`lib/cache.c`; case cache-005). One
    /// resolution is taken to last less than a second.
    mutating func add(_ key: Key, of owner: Int, _ origin: Origin?) {
        guard !self[key].contains(where: { $0.owner == owner }) else { return }
        change(key) { $0.append(Entry(owner: owner, origin: origin)) }
    }

    /// Clears the text of the name's first entry if a map owns it that no longer has the key
    /// (`modules/lookup_file.c: check_map_indirect`).
    mutating func empty(of owner: Int) {
        guard let first = self[.name].first, first.owner == owner, first.origin != nil else { return }
        change(.name) {
            $0[0].origin = nil
            $0[0].hasFailed = false
        }
    }

    /// Deletes the entries of a key, except a first entry that was parsed as a multi-mount
    /// (`lib/cache.c: cache_delete`, `IS_MM`; cases quoted-wildcard-003, rule-multi-204).
    mutating func remove(_ key: Key) {
        guard !self[key].isEmpty, self[key].count > 1 || !self[key][0].isMultiMount else { return }
        change(key) { $0 = $0[0].isMultiMount ? [$0[0]] : [] }
    }

    /// Whether the name is known to have failed.
    ///
    /// An entry without a text whose failure is not recorded is deleted (`daemon/lookup.c: lookup_source_mapent`,
    /// `lib/cache.c: cache_lookup_negative`; cases cache-002, cache-012).
    mutating func hasFailed() -> Bool {
        guard let first = self[.name].first else { return false }
        if first.hasFailed { return true }
        if first.origin == nil { remove(.name) }
        return false
    }

    /// Records that the mounts of the name failed.
    ///
    /// A name without an entry gets one without a text, owned by the map that was asked (case rule-include-fails-007).
    /// Nothing happens for the wildcard, or if the text was already cleared (`lib/cache.c: cache_update_negative`,
    /// `cache_push_mapent`; cases rule-include-fails-004, rule-include-fails-006).
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

    /// Records that automount has begun to parse the name's entry as a multi-mount.
    ///
    /// That makes the entry the root of a tree before any offset is read (`modules/parse_sun.c: parse_mount`,
    /// `MAPENT_SET_ROOT`; cases rule-multi-204, rule-multi-206, rule-multi-207).
    mutating func beginMultiMount() {
        guard let first = self[.name].first, !first.isMultiMount else { return }
        change(.name) { $0[0].isMultiMount = true }
    }
}
