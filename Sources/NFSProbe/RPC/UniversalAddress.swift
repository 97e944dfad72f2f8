/// The text form of a transport address in rpcbind (RFC 5665, 5.2.3).
///
/// It is `h1.h2.h3.h4.p1.p2`, or an IPv6 address followed by `.p1.p2`; the port is `p1 * 256 + p2`.
enum UniversalAddress {
    /// The longest one that is read, more than enough for an IPv6 address with its zone and a port.
    static let longest = 255

    /// The port of an address; nil if it has none.
    ///
    /// The host in the address is ignored: the answering server must not choose which host is asked next.
    static func port(of address: XDRString) -> UInt16? {
        let parts = address.bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count >= 3, let low = octet(parts[parts.count - 1]),
            let high = octet(parts[parts.count - 2])
        else { return nil }
        return UInt16(high) << 8 | UInt16(low)
    }

    private static func octet(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard (1...3).contains(digits.count) else { return nil }
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return UInt8(exactly: value)
    }
}
