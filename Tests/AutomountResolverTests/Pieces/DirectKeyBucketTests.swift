import Testing

@testable import AutomountResolver

// include/hash.h: hash; lib/cache.c: cache_init, cache_add, cache_enumerate
@Suite struct DirectKeyBucketTests {
    // The published values of Jenkins's one-at-a-time; the greatest table that a number of 32 bits counts drops the
    // highest bit.
    private static let hashes: [Row<String, Int>] = [
        Row("no byte has the hash 0", "", 0),
        Row("one letter has its published hash", "a", 0xca2e_9442 & 0x7fff_ffff),
        Row(
            "a sentence has its published hash",
            "The quick brown fox jumps over the lazy dog",
            0x519e_91f5 & 0x7fff_ffff
        ),
    ]

    private static let orders: [Row<(keys: [String], count: UInt32), [String]>] = [
        // direct-nested-032
        Row("/a comes before /a/y", (["/a/y", "/a"], 1_024), ["/a", "/a/y"]),
        // direct-005
        Row("/a/b comes before /a", (["/a", "/a/b"], 1_024), ["/a/b", "/a"]),
        // direct-nested-036
        Row("/b/y comes before /b", (["/b", "/b/y"], 1_024), ["/b/y", "/b"]),
        // direct-nested-040
        Row("/c/y comes before /c", (["/c", "/c/y"], 1_024), ["/c/y", "/c"]),
        // direct-nested-048
        Row("/e comes before /e/y", (["/e/y", "/e"], 1_024), ["/e", "/e/y"]),
        // direct-nested-052
        Row("/data comes before /data/y", (["/data/y", "/data"], 1_024), ["/data", "/data/y"]),
        // direct-dots-008
        Row("/data comes before /d/../data", (["/d/../data", "/data"], 1_024), ["/data", "/d/../data"]),
        // start-n10
        Row(
            "/data/b comes before /data/a among null entries",
            (["/data/a", "/data/b"], 64),
            ["/data/b", "/data/a"]
        ),
        Row("of keys in one place the last comes first", (["/a", "/b", "/c"], 1), ["/c", "/b", "/a"]),
    ]

    @Test(arguments: hashes) func `a key has the hash of Jenkins's function`(row: Row<String, Int>) {
        #expect(DirectKeyBucket.number(of: bytes(row.input), among: 1 << 31) == row.output, row.comment)
    }

    @Test(arguments: orders) func `automount goes through keys by their places in its table`(
        row: Row<(keys: [String], count: UInt32), [String]>
    ) {
        let sorted = DirectKeyBucket.sorted(row.input.keys.map(bytes), among: row.input.count)
        #expect(sorted.map { text($0) } == row.output, row.comment)
    }
}
