/// An IPv4 or IPv6 address as bytes, for comparing networks.
struct NetworkAddress: Hashable {
    let bytes: [UInt8]

    /// Reads an address, with or without brackets; `nil` for anything else.
    init?(_ text: String) {
        var text = text[...]
        if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
        text = text.prefix { $0 != "%" }
        guard let bytes = text.contains(":") ? Self.version6(text) : Self.version4(text) else { return nil }
        self.bytes = bytes
    }

    /// Whether two addresses share their first bits.
    func shares(_ bits: Int, with other: NetworkAddress) -> Bool {
        guard bytes.count == other.bytes.count else { return false }
        let whole = min(bits, bytes.count * 8) / 8
        guard bytes[..<whole] == other.bytes[..<whole] else { return false }
        let left = min(bits, bytes.count * 8) - whole * 8
        guard left > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xff << (8 - left))
        return bytes[whole] & mask == other.bytes[whole] & mask
    }

    /// Whether the address is one of the loopback interface.
    var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
    }

    /// The prefix length of the class A, B or C network of an IPv4 address.
    var classfulPrefix: Int? {
        guard bytes.count == 4 else { return nil }
        return bytes[0] < 128 ? 8 : bytes[0] < 192 ? 16 : 24
    }

    private static func version4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { UInt8($0) }
        return parts.count == 4 && bytes.count == 4 ? bytes : nil
    }

    private static func version6(_ text: Substring) -> [UInt8]? {
        let groups = text.split(separator: ":", maxSplits: 16, omittingEmptySubsequences: false)
        guard let gap = groups.firstIndex(where: \.isEmpty) else {
            let bytes = Self.bytes(of: groups[...])
            return bytes?.count == 16 ? bytes : nil
        }
        let head = groups[..<gap]
        let tail = groups[gap...].drop(while: \.isEmpty)
        guard let before = bytes(of: head), let after = bytes(of: tail) else { return nil }
        let missing = 16 - before.count - after.count
        guard missing > 0 else { return nil }
        return before + Array(repeating: 0, count: missing) + after
    }

    private static func bytes(of groups: ArraySlice<Substring>) -> [UInt8]? {
        var bytes: [UInt8] = []
        for group in groups {
            guard group.utf8.count <= 4, let value = UInt16(group, radix: 16) else { return nil }
            bytes += [UInt8(value >> 8), UInt8(value & 0xff)]
        }
        return bytes
    }
}
