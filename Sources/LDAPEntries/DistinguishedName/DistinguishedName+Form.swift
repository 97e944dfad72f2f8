import SourceText

extension DistinguishedName {
    /// Whether a text is the name of an entry, as RFC 4514 section 3 writes it; blanks around the commas are allowed,
    /// an empty value is not.
    public static func isWellFormed(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while true {
            rest = rest.drop { $0 == .blank }
            guard takeType(&rest), takeValue(&rest) else { return false }
            guard let separator = rest.popFirst() else { return true }
            guard separator == UInt8(ascii: ",") || separator == UInt8(ascii: "+") else { return false }
        }
    }

    /// An attribute's name or numbers, and the equals sign.
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

    /// Takes what a backslash escapes (RFC 4514 section 3): the code of a byte as two hexadecimal digits, or a byte
    /// that is meant as itself; nil at the end of the text.
    package static func takeEscaped(_ rest: inout ArraySlice<UInt8>) -> (byte: UInt8, isCode: Bool)? {
        let digits = rest.prefix(2).compactMap(\.hexDigitValue)
        guard digits.count == 2 else { return rest.popFirst().map { ($0, false) } }
        rest = rest.dropFirst(2)
        return (digits[0] << 4 | digits[1], true)
    }
}
