import SourceText

/// The bytes that have a meaning to automount, and automount's own byte classes.
///
/// Automount works on bytes in the C locale; it decodes nothing.
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

    /// Whether a byte separates the words of an entry: white space, and backspace as in `lib/parse_subs.c: skipspace`.
    @inline(__always)
    package static func partsWords(_ byte: UInt8) -> Bool {
        byte.isASCIISpace || byte == backspace
    }

    /// Whether a byte may be part of the name of a variable or option: a letter, a digit or `_`.
    package static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_")
    }
}
