/// The bytes that mean something to automount, and its classes of white space.
///
/// Automount works on bytes in the C locale; nothing is decoded.
package enum MapByte {
    package static let nul: UInt8 = 0
    package static let backspace: UInt8 = 8
    package static let tab: UInt8 = 9
    package static let newline: UInt8 = 10
    package static let carriageReturn: UInt8 = 13
    package static let space = UInt8(ascii: " ")
    package static let quote = UInt8(ascii: "\"")
    package static let hash = UInt8(ascii: "#")
    package static let dollar = UInt8(ascii: "$")
    package static let ampersand = UInt8(ascii: "&")
    package static let star = UInt8(ascii: "*")
    package static let plus = UInt8(ascii: "+")
    package static let comma = UInt8(ascii: ",")
    package static let dash = UInt8(ascii: "-")
    package static let slash = UInt8(ascii: "/")
    package static let colon = UInt8(ascii: ":")
    package static let equals = UInt8(ascii: "=")
    package static let backslash = UInt8(ascii: "\\")

    /// Whether a byte is a blank: space or tab, as `isblank`.
    @inline(__always)
    package static func isBlank(_ byte: UInt8) -> Bool {
        byte == space || byte == tab
    }

    /// Whether a byte is white space, as `isspace`: space and tab, LF, VT, FF and CR.
    @inline(__always)
    package static func isSpace(_ byte: UInt8) -> Bool {
        byte == space || (byte >= tab && byte <= carriageReturn)
    }

    /// Whether a byte parts the words of an entry: white space and, in autofs alone, backspace.
    @inline(__always)
    package static func partsWords(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == backspace
    }

    /// Whether a byte is an ASCII letter.
    package static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }

    /// Whether a byte is an ASCII digit.
    package static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// Whether a byte may stand in the name of a variable or an option: letter, digit or `_`.
    package static func isNameByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
    }
}
