import SourceText

extension DistinguishedName {
    /// Whether a text is a distinguished name (RFC 4514 section 3).
    ///
    /// Blanks around the commas are allowed, empty values are not.
    public static func isWellFormed(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while true {
            rest = rest.drop { $0 == .blank }
            guard takeType(&rest), takeValue(&rest) else { return false }
            guard let separator = rest.popFirst() else { return true }
            guard separator == UInt8(ascii: ",") || separator == UInt8(ascii: "+") else { return false }
        }
    }

    /// The name or OID of an attribute, and the equals sign.
    private static func takeType(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let type = rest.prefix { $0 != UInt8(ascii: "=") }
        rest = rest.dropFirst(type.count)
        let isPlain = type.allSatisfy { $0.isASCIIAlphanumeric || "-.".utf8.contains($0) }
        return isPlain && !type.isEmpty && rest.popFirst() != nil
    }

    /// A value up to the comma or plus that ends it.
    private static func takeValue(_ rest: inout ArraySlice<UInt8>) -> Bool {
        var count = 0
        while let byte = rest.first, byte != UInt8(ascii: ","), byte != UInt8(ascii: "+") {
            rest = rest.dropFirst()
            count += byte == .blank ? 0 : 1
            switch byte {
            case 0..<0x20, 0x7F: return false
            case _ where "\";<>".utf8.contains(byte): return false
            case UInt8(ascii: "\\"):
                guard let (byte, isCode) = takeEscaped(&rest), isCode || " \"#+,;<=>\\".utf8.contains(byte)
                else { return false }
            default: break
            }
        }
        return count > 0
    }

    /// Reads the text after a backslash (RFC 4514 section 3): a byte as two hexadecimal digits, or a single byte that
    /// stands for itself.
    ///
    /// - Returns: The byte, and whether it was written as digits; nil at the end of the text.
    package static func takeEscaped(_ rest: inout ArraySlice<UInt8>) -> (byte: UInt8, isCode: Bool)? {
        let digits = rest.prefix(2).compactMap(\.hexDigitValue)
        guard digits.count == 2 else { return rest.popFirst().map { ($0, false) } }
        rest = rest.dropFirst(2)
        return (digits[0] << 4 | digits[1], true)
    }
}
