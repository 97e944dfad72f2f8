extension NetworkAddress: CustomStringConvertible {
    /// The address as inet_ntop(3) writes it, with the zone of a link-local address.
    public var description: String {
        switch self {
        case .v4(let bits): Self.dotted(bits)
        case .v6(let high, let low, let zone):
            Self.colons(high, low) + (zone.isEmpty ? "" : "%" + String(decoding: zone, as: UTF8.self))
        }
    }

    private static func dotted(_ bits: UInt32) -> String {
        [24, 16, 8, 0].map { "\(bits >> $0 & 0xFF)" }.joined(separator: ".")
    }

    private static func colons(_ high: UInt64, _ low: UInt64) -> String {
        let groups = [high, low].flatMap { half in [48, 32, 16, 0].map { half >> $0 & 0xFFFF } }
        let gap = longestZeros(groups)
        // ::a.b.c.d and ::ffff:a.b.c.d are written this way, but not :: and ::1.
        let isEmbedded = gap.lowerBound == 0 && (gap.count == 6 || gap.count == 5 && groups[5] == 0xFFFF)
        var texts = groups.map { String($0, radix: 16) }
        if isEmbedded { texts[6...] = [dotted(UInt32(truncatingIfNeeded: low))] }
        guard !gap.isEmpty else { return texts.joined(separator: ":") }
        return texts[..<gap.lowerBound].joined(separator: ":") + "::"
            + texts[gap.upperBound...].joined(separator: ":")
    }

    /// The first of the longest runs of at least two zeros; empty if there is none.
    private static func longestZeros(_ groups: [UInt64]) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        for index in groups.indices {
            if groups[index] != 0 {
                start = index + 1
            } else if index + 1 - start > max(longest.count, 1) {
                longest = start..<(index + 1)
            }
        }
        return longest
    }
}
