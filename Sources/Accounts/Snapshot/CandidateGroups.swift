/// Finds numbers that may share a key: they have the same hash.
///
/// Two of a million keys that differ have the same hash too. So the caller must compare the keys of a group.
struct CandidateGroups {
    /// The hash in the upper half, the number in the lower one.
    private var hashed: [UInt64] = []

    /// Makes room for keys.
    init(capacity: Int) {
        hashed.reserveCapacity(capacity)
    }

    /// Adds the hash of a key of a number.
    mutating func add(_ hash: KeyHash, of number: Int) {
        hashed.append(UInt64(hash.folded) << 32 | UInt64(UInt32(number)))
    }

    /// The numbers with equal hashes, where there are several.
    consuming func groups() -> [Set<Int>] {
        let hashed = shared().sorted()
        var groups: [Set<Int>] = []
        var start = 0
        while start < hashed.count {
            var end = start + 1
            while end < hashed.count, hashed[end] >> 32 == hashed[start] >> 32 { end += 1 }
            if end - start > 1 {
                let numbers = Set(hashed[start..<end].map { Int($0 & 0xFFFF_FFFF) })
                if numbers.count > 1 { groups.append(numbers) }
            }
            start = end
        }
        return groups
    }
}

extension CandidateGroups {
    /// The keys whose hash may occur more than once: few of many, so that only these need to be sorted.
    private func shared() -> [UInt64] {
        // With sixteen bits for each key, one of about thirty keys that differ finds its bit taken.
        var width = 6
        while width < 32, 1 << width < hashed.count * 16 { width += 1 }
        let bit = { (key: UInt64) in Int(key >> UInt64(64 - width)) }
        var once = [UInt64](repeating: 0, count: 1 << (width - 6))
        var again = once
        for key in hashed {
            let word = bit(key) >> 6
            let mask = UInt64(1) << UInt64(bit(key) & 63)
            again[word] |= once[word] & mask
            once[word] |= mask
        }
        return hashed.filter { again[bit($0) >> 6] >> UInt64(bit($0) & 63) & 1 == 1 }
    }
}

/// A hash of bytes (FNV-1a, 64 bits): fast for the short keys of accounts.
///
/// Keys can be chosen so that their hashes are equal. That costs time, but nothing else depends on it.
struct KeyHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of no bytes.
    init() {}

    /// The hash of bytes.
    init(of bytes: some Sequence<UInt8>) {
        combine(bytes)
    }

    mutating func combine(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    mutating func combine(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { combine(byte) }
    }

    mutating func combine(_ number: UInt32) {
        for shift in [0, 8, 16, 24] as [UInt32] { combine(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    /// All 64 bits.
    var whole: UInt64 { state }

    /// The hash in 32 bits, each of which depends on every byte: FNV leaves the last bytes in the lower ones.
    var folded: UInt32 { UInt32(((state ^ state >> 32) &* 0x9E37_79B9_7F4A_7C15) >> 32) }
}
