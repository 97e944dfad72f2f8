/// The place of a key among those of a direct map, in the order in which automount mounts them.
///
/// Automount keeps keys in a hash table and mounts them as they stand in it, not as they stand in the map. Of two keys
/// one below the other, the order decides whether the inner one is mounted inside the outer or is hidden by it.
/// Observed with 5.1.8, whose table has 1024 places and whose function is Jenkins's one-at-a-time.
enum DirectKeyBucket {
    private static let count: UInt32 = 1_024

    /// The place of a key.
    static func number(of key: some Sequence<UInt8>) -> Int {
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
}
