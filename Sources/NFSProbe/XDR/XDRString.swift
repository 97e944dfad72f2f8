/// A string as XDR carries it: counted bytes that need not be UTF-8 (RFC 4506, 4.11).
///
/// Paths on a server are bytes. They are kept as they came, so that two of them are equal exactly when
/// the server's are. The text form is reversible: what is printable UTF-8 stands for itself; a backslash,
/// a control or formatting character and any byte that is not UTF-8 is written as a backslash and three
/// octal digits, as in exports(5). Encoded (JSON) it is that text.
public struct XDRString: Sendable, Hashable, LosslessStringConvertible, Codable {
    /// The bytes that the server sent.
    public let bytes: [UInt8]

    /// Makes a string of bytes as they are.
    ///
    /// - Parameter bytes: any bytes.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Makes a string of its text form, in which `\` and three octal digits stand for one byte.
    ///
    /// A backslash that no such digits follow stands for itself.
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
    /// - Throws: what the decoder throws.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text form.
    ///
    /// - Parameter encoder: an encoder of one string.
    /// - Throws: what the encoder throws.
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
