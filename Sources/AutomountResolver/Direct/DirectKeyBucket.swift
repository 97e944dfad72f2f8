/// The place of a key in one of automount's hash tables, by which it goes through them.
///
/// Automount mounts the keys of a direct map as they stand in its table, not as they stand in the map. Of two keys
/// one below the other, the order decides whether the inner one is mounted inside the outer or is hidden by it.
/// Observed with 5.1.8, whose function is Jenkins's one-at-a-time: the table of a map has 1024 places, that of the
/// entries `-null` of the master map 64.
enum DirectKeyBucket {
    /// The place of a key.
    static func number(of key: some Sequence<UInt8>, among count: UInt32 = 1_024) -> Int {
        var hash: UInt32 = 0
        for byte in key {
            hash &+= UInt32(byte)
            hash &+= hash << 10
            hash ^= hash >> 6
        }
        hash &+= hash << 3
        hash ^= hash >> 11
        hash &+= hash << 15
        return Int(hash % count)
    }

    /// Keys as automount goes through them: by place, and of those with one place the last that it read first.
    static func sorted(_ keys: some Sequence<[UInt8]>, among count: UInt32 = 1_024) -> [[UInt8]] {
        keys.enumerated()
            .map { (bucket: number(of: $0.element, among: count), position: $0.offset, key: $0.element) }
            .sorted { ($0.bucket, $1.position) < ($1.bucket, $0.position) }
            .map(\.key)
    }
}
