/// Base64 of RFC 4648 section 4, as LDIF uses it: padded, without line ends.
package enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    private static let padding = UInt8(ascii: "=")
    private static let values: [UInt8?] = {
        var values = [UInt8?](repeating: nil, count: 256)
        for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
        return values
    }()

    static func encoded(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var start = 0
        while start < bytes.count {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for index in 0..<4 {
                text.append(index <= group.count ? alphabet[bits >> (18 - 6 * index) & 63] : padding)
            }
            start += 3
        }
        return text
    }

    /// The bytes of a text; nil if ``encoded(_:)`` could not have written it.
    package static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        let body = text.prefix { $0 != padding }
        let pads = text.count - body.count
        guard pads <= 2, text.suffix(pads).allSatisfy({ $0 == padding }) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var (bits, width) = (0, 0)
        for byte in body {
            guard let value = values[Int(byte)] else { return nil }
            (bits, width) = (bits << 6 | Int(value), width + 6)
            if width >= 8 {
                width -= 8
                bytes.append(UInt8(bits >> width & 255))
                bits &= 1 << width - 1
            }
        }
        // The remaining bits must be zero, or two different texts would have the same value.
        return bits == 0 ? bytes : nil
    }
}
