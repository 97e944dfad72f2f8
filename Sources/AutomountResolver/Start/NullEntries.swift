import MountMaps

/// The `-null` lines of a master map, as automount keeps them while it starts.
///
/// The rules:
/// 1. The table of null entries has 64 buckets. Automount searches it from bucket 0, and each bucket from the newest
///    entry (`lib/cache.c: cache_init_null_cache`, `cache_add`; case start-n10).
/// 2. A second `-null` for a path replaces the line number of the first (`daemon/master_parse.y: master_parse_entry`;
///    cases start-n3, start-n9).
/// 3. A null entry cancels the direct keys of maps whose line was read after it
///    (`daemon/direct.c: mount_autofs_direct`; cases start-n1, start-n9).
/// 4. Mounting a key that no entry cancels removes the first null entry for a path below the key ("removing invalid
///    nested null entry"), and that path is served again (`daemon/direct.c: mount_autofs_direct`,
///    `lib/cache.c: cache_partial_match`; cases start-n4, start-n10).
/// 5. A mount point of the master map does the same, unless a `-null` line names it
///    (`daemon/master.c: master_mount_mounts`; cases start-n5, start-n6).
struct NullEntries: Sendable {
    /// For each path the number of its last `-null` line.
    private var orders: [[UInt8]: Int] = [:]
    /// The paths in the order in which automount searches them.
    private var paths: [[UInt8]] = []

    init(_ lines: [(path: [UInt8], order: Int)]) {
        var read: [[UInt8]] = []
        for (path, order) in lines where orders.updateValue(order, forKey: path) == nil { read.append(path) }
        paths = DirectKeyBucket.sorted(read, among: 64)
    }

    /// Whether a null entry cancels a direct key of a map whose last line has a number.
    ///
    /// A key that no entry cancels removes the first null entry for a path below it.
    mutating func cancels(_ key: [UInt8], of order: Int) -> Bool {
        if let null = orders[key] { return order >= null }
        removeFirst(below: key)
        return false
    }

    /// Removes the first null entry for a path below a mount point, unless an entry names the mount point itself.
    mutating func pass(_ mountPoint: [UInt8]) {
        if orders[mountPoint] == nil { removeFirst(below: mountPoint) }
    }

    private mutating func removeFirst(below path: [UInt8]) {
        guard !paths.isEmpty else { return }
        let first = paths.firstIndex {
            $0.count > path.count && $0[path.count] == MapByte.slash && $0.starts(with: path)
        }
        if let first { orders[paths.remove(at: first)] = nil }
    }
}
