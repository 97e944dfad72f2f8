/// A hash table from keys to the first entry of each, by position; it holds no bytes of its own.
struct KeyIndex: Sendable {
    private static let vacant = UInt32.max

    private var slots: [UInt32]
    private let mask: Int

    /// Makes an index with room for so many entries.
    init(capacity: Int) {
        var size = 8
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: Self.vacant, count: size)
        mask = size - 1
    }

    /// Notes an entry; false where an earlier one has the same key.
    mutating func insert(
        _ entry: Int,
        key: ArraySlice<UInt8>,
        isKeyOf matches: (_ entry: Int) -> Bool
    ) -> Bool {
        var slot = Self.hash(key) & mask
        while slots[slot] != Self.vacant {
            if matches(Int(slots[slot])) { return false }
            slot = (slot + 1) & mask
        }
        slots[slot] = UInt32(entry)
        return true
    }

    /// The first entry with a key.
    func find(_ key: ArraySlice<UInt8>, isKeyOf matches: (_ entry: Int) -> Bool) -> Int? {
        var slot = Self.hash(key) & mask
        while slots[slot] != Self.vacant {
            if matches(Int(slots[slot])) { return Int(slots[slot]) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// A hash that nobody can choose keys for, since the standard library seeds it anew in each process.
    private static func hash(_ key: ArraySlice<UInt8>) -> Int {
        var hasher = Hasher()
        var word: UInt64 = 0
        var count = 0
        for byte in key {
            word = word << 8 | UInt64(byte)
            count += 1
            if count & 7 == 0 {
                hasher.combine(word)
                word = 0
            }
        }
        hasher.combine(word)
        hasher.combine(count)
        return hasher.finalize()
    }
}
