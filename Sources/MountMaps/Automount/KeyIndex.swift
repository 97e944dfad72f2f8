/// A hash table from keys to the position of the first entry with that key; it stores no key bytes.
package struct KeyIndex: Sendable {
    /// The position of an entry and part of its key's hash, which rules out most other keys without comparing bytes.
    private struct Slot: Sendable {
        static let vacant = Slot(tag: 0, entry: .max)

        let tag: UInt32
        let entry: UInt32

        var isVacant: Bool { entry == .max }
    }

    private var slots: [Slot]
    private let mask: Int

    /// Makes an index with room for this many entries.
    package init(capacity: Int) {
        var size = 8
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: .vacant, count: size)
        mask = size - 1
    }

    /// Adds an entry unless an earlier entry has the same key.
    ///
    /// - Parameters:
    ///   - entry: The position of the entry.
    ///   - key: Its key.
    ///   - group: Keys in different groups are never equal.
    ///   - matches: Whether another entry has the same key and group.
    /// - Returns: The earlier entry with the same key; nil if there is none.
    package mutating func insert(
        _ entry: Int,
        key: ArraySlice<UInt8>,
        group: Int = 0,
        isKeyOf matches: (_ entry: Int) -> Bool
    ) -> Int? {
        let hash = Self.hash(key, group)
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        var place = hash & mask
        while !slots[place].isVacant {
            if slots[place].tag == tag, matches(Int(slots[place].entry)) { return Int(slots[place].entry) }
            place = (place + 1) & mask
        }
        slots[place] = Slot(tag: tag, entry: UInt32(entry))
        return nil
    }

    /// Returns the first entry with a key.
    package func find(_ key: ArraySlice<UInt8>, isKeyOf matches: (_ entry: Int) -> Bool) -> Int? {
        let hash = Self.hash(key, 0)
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        var place = hash & mask
        while !slots[place].isVacant {
            if slots[place].tag == tag, matches(Int(slots[place].entry)) { return Int(slots[place].entry) }
            place = (place + 1) & mask
        }
        return nil
    }

    /// Hashes a key.
    ///
    /// The standard library picks a new seed in each process, so nobody can construct colliding keys.
    private static func hash(_ key: ArraySlice<UInt8>, _ group: Int) -> Int {
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
        hasher.combine(count &+ group &* 0x1_0000_0000)
        return hasher.finalize()
    }
}
