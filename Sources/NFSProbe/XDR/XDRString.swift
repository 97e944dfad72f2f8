/// A string in XDR: a number of bytes that need not be UTF-8 (RFC 4506, 4.11).
///
/// Paths on a server are bytes and are kept unchanged, so that two of them are equal exactly if they are equal on the
/// server. The text form is reversible: printable UTF-8 is unchanged; a backslash, a control or formatting character
/// and any byte that is not UTF-8 is written as a backslash and three octal digits, as in exports(5). JSON uses this
/// text form.
public struct XDRString: Sendable, Hashable, LosslessStringConvertible, Codable {
    /// The bytes that the server sent.
    public let bytes: [UInt8]

    /// Makes a string from bytes.
    ///
    /// - Parameter bytes: any bytes.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Makes a string from its text form, in which `\` and three octal digits mean one byte.
    ///
    /// A backslash without such digits after it is kept.
    ///
    /// - Parameter description: text as `description` gives it.
    public init(_ description: String) {
        let text = Array(description.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if let byte = Self.escapedByte(in: text, at: index) {
                bytes.append(byte)
                index += 4
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
        self.bytes = bytes
    }

    /// Reads the text form.
    ///
    /// - Parameter decoder: a decoder of one string.
    /// - Throws: the error of the decoder.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text form.
    ///
    /// - Parameter encoder: an encoder of one string.
    /// - Throws: the error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// The text form: printable, on one line, and reversible.
    public var description: String {
        var text = ""
        text.reserveCapacity(bytes.count)
        var remaining = bytes.makeIterator()
        var parser = Unicode.UTF8.ForwardParser()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &remaining) {
            case .valid(let encoded):
                let scalar = Unicode.UTF8.decode(encoded)
                if Self.isPrintable(scalar) {
                    text.unicodeScalars.append(scalar)
                } else {
                    for byte in encoded { text += Self.escape(byte) }
                }
                offset += encoded.count
            case .error(let length):
                for byte in bytes[offset..<(offset + length)] { text += Self.escape(byte) }
                offset += length
            case .emptyInput:
                return text
            }
        }
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar != "\\" else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: return false
        default: return true
        }
    }

    private static func escape(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }

    private static func escapedByte(in text: [UInt8], at index: Int) -> UInt8? {
        guard text[index] == UInt8(ascii: "\\"), index + 3 < text.count else { return nil }
        var value = 0
        for digit in text[(index + 1)...(index + 3)] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { return nil }
            value = value * 8 + Int(digit - UInt8(ascii: "0"))
        }
        return UInt8(exactly: value)
    }
}
