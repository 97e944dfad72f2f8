import MountMaps

/// The lines `-null` of a master map, as automount keeps them while it starts.
struct NullEntries: Sendable {
    /// When each path was cancelled last.
    private var orders: [[UInt8]: Int] = [:]
    /// The paths in the order in which automount goes through them.
    private var paths: [[UInt8]] = []

    init(_ lines: [(path: [UInt8], order: Int)]) {
        var read: [[UInt8]] = []
        for (path, order) in lines where orders.updateValue(order, forKey: path) == nil { read.append(path) }
        paths = DirectKeyBucket.sorted(read, among: 64)
    }

    /// Whether automount passes over a key of a direct map whose line was read at some time.
    ///
    /// A key that nothing cancels takes the first of those entries away that cancel a path below it.
    mutating func cancels(_ key: [UInt8], of order: Int) -> Bool {
        if let null = orders[key] { return order >= null }
        removeFirst(below: key)
        return false
    }

    /// Takes the first entry for a path below a mount point away, as automount does where it mounts that; but not where
    /// a later entry cancels the mount point itself.
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
