/// The string form of search filters (RFC 4515).
public enum SearchFilter {
    /// A value for use in a filter, with special characters and all bytes that are not ASCII escaped.
    public static func escaped(_ value: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in value {
            if byte < 0x20 || byte >= 0x7f || special.contains(byte) {
                text += [UInt8(ascii: "\\"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A text for use in a filter, escaped.
    public static func escaped(_ value: String) -> String {
        escaped(value.utf8)
    }

    private static let special = Array("*()\\".utf8)
    private static let digits = Array("0123456789abcdef".utf8)
}
