import SourceText

/// An IPv4 or IPv6 address.
public enum NetworkAddress: Sendable, Hashable {
    /// An IPv4 address, in host byte order.
    case v4(UInt32)
    /// An IPv6 address as its upper and lower half, and the zone of a link-local address (empty if there is none).
    case v6(UInt64, UInt64, zone: [UInt8])

    /// Reads an address in strict form, as inet_pton(3) does: four decimal parts, or IPv6 with an optional `%zone`.
    public init?(strict text: ArraySlice<UInt8>) {
        if let address = Self.dotted(text) {
            self = .v4(address)
        } else if let (high, low, zone) = Self.colons(text) {
            self = .v6(high, low, zone: zone)
        } else {
            return nil
        }
    }

    /// Reads an address in any form that getaddrinfo(3) accepts without asking a name service.
    ///
    /// Besides the strict forms, these are one to four parts, each decimal, octal (`010`) or hexadecimal (`0x10`); the
    /// last part fills the remaining bits.
    public init?(lenient text: ArraySlice<UInt8>) {
        if let address = Self.parts(text) {
            self = .v4(address)
        } else {
            self.init(strict: text)
            guard hasPossibleZone else { return nil }
        }
    }

    /// Whether the zone is valid: empty, a number, or an interface name, which only a link-local address can have.
    ///
    /// This does not check whether the interface exists.
    private var hasPossibleZone: Bool {
        guard case .v6(let high, _, let zone) = self, !zone.isEmpty else { return true }
        let isLinkLocal = high >> 54 == 0xFE80 >> 6 || (high >> 48) & 0xFF0F == 0xFF02
        return isLinkLocal || CNumber.unsigned(zone[...], detectsBase: false).isNumberOfInterface
    }

    package static func dotted(_ text: ArraySlice<UInt8>) -> UInt32? {
        var address: UInt32 = 0
        var dots = 0
        // The current part; nil before its first digit.
        var part: UInt32?
        for byte in text {
            if byte == UInt8(ascii: ".") {
                guard let whole = part, dots < 3 else { return nil }
                address = address << 8 | whole
                dots += 1
                part = nil
            } else {
                guard byte.isASCIIDigit, part != 0 else { return nil }
                let value = (part ?? 0) * 10 + UInt32(byte - 0x30)
                guard value < 256 else { return nil }
                part = value
            }
        }
        guard let last = part, dots == 3 else { return nil }
        return address << 8 | last
    }

    private static func parts(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count) else { return nil }
        var address: UInt64 = 0
        for (index, part) in parts.enumerated() {
            guard let first = part.first, first.isASCIIDigit else { return nil }
            let number = CNumber.unsigned(part, detectsBase: true)
            let isLast = index == parts.count - 1
            let room = isLast ? UInt64(8 * (5 - parts.count)) : 8
            guard number.isWhole, number.bits < 1 << room else { return nil }
            address = address << room | number.bits
        }
        return UInt32(exactly: address)
    }

    private static func colons(_ text: ArraySlice<UInt8>) -> (UInt64, UInt64, [UInt8])? {
        let percent = text.firstIndex(of: UInt8(ascii: "%"))
        let zone = percent.map { Array(text[($0 + 1)...]) } ?? []
        guard percent == nil || !zone.isEmpty else { return nil }
        let address = text[..<(percent ?? text.endIndex)]
        guard let groups = groups(address) else { return nil }
        let high = groups[..<4].reduce(0) { $0 << 16 | UInt64($1) }
        let low = groups[4...].reduce(0) { $0 << 16 | UInt64($1) }
        return (high, low, zone)
    }

    /// The eight groups of an IPv6 address.
    private static func groups(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        let colon = UInt8(ascii: ":")
        guard text.count <= 45 else { return nil }
        let gap = text.indices.first { text[$0] == colon && $0 + 1 < text.endIndex && text[$0 + 1] == colon }
        guard let gap else {
            guard let groups = run(text, isEnd: true), groups.count == 8 else { return nil }
            return groups
        }
        guard let head = text[..<gap].isEmpty ? [] : run(text[..<gap], isEnd: false),
            let tail = text[(gap + 2)...].isEmpty ? [] : run(text[(gap + 2)...], isEnd: true),
            head.count + tail.count < 8
        else { return nil }
        return head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    /// Reads groups of up to four hexadecimal digits; the last part may be an IPv4 address.
    private static func run(_ text: ArraySlice<UInt8>, isEnd: Bool) -> [UInt16]? {
        var groups: [UInt16] = []
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if isEnd, index == parts.count - 1, let address = dotted(part) {
                groups += [UInt16(address >> 16), UInt16(truncatingIfNeeded: address)]
                continue
            }
            guard (1...4).contains(part.count) else { return nil }
            var value: UInt16 = 0
            for byte in part {
                guard let digit = byte.hexDigitValue else { return nil }
                value = value << 4 | UInt16(digit)
            }
            groups.append(value)
        }
        return groups
    }
}
