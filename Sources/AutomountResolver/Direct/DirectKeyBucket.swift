/// The bucket of a key in one of automount's hash tables.
///
/// Automount mounts the keys of a direct map in the order of its hash table, not in that of the map. If one key lies
/// below another, the order decides whether the inner one is mounted inside the outer one or is hidden by it.
///
/// The rules:
/// 1. The hash is Jenkins's one-at-a-time over unsigned bytes, modulo the number of buckets (`include/hash.h: hash`;
///    cases direct-nested-032 to direct-nested-068).
/// 2. A map's table has 1024 buckets (`lib/cache.c: cache_init`, `include/defaults.h: DEFAULT_MAP_HASH_TABLE_SIZE`;
///    cases direct-nested-048, direct-nested-052). The setting `map_hash_table_size` of autofs.conf(5) is ignored here.
/// 3. The table of null entries has 64 (`lib/cache.c: cache_init_null_cache`, `include/automount.h: NULL_MAP_HASHSIZE`;
///    case start-n10).
/// 4. Automount goes through the buckets in order, and through each from the newest key (`lib/cache.c: cache_add`,
///    `cache_enumerate`; cases direct-nested-032, direct-nested-036, direct-nested-040).
enum DirectKeyBucket {
    /// The number of a key's bucket.
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

    /// Keys in the order of the table: by bucket, and in each bucket the newest first.
    static func sorted(_ keys: some Sequence<[UInt8]>, among count: UInt32 = 1_024) -> [[UInt8]] {
        keys.enumerated()
            .map { (bucket: number(of: $0.element, among: count), position: $0.offset, key: $0.element) }
            .sorted { ($0.bucket, $1.position) < ($1.bucket, $0.position) }
            .map(\.key)
    }
}
