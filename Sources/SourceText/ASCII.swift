/// The byte classes of ctype.h in the C locale; non-ASCII bytes are in none of them.
///
/// They are inlinable because the readers in all modules call them for every byte.
extension UInt8 {
    /// Whether the byte is a space or a tab, as `isblank`.
    @inlinable package var isASCIIBlank: Bool { self == 0x20 || self == 0x09 }

    /// Whether the byte is white space, as `isspace`: space, TAB, LF, VT, FF and CR.
    @inlinable package var isASCIISpace: Bool { self == 0x20 || self >= 0x09 && self <= 0x0D }

    /// Whether the byte is one of `0` to `9`.
    @inlinable package var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }

    /// Whether the byte is one of `0` to `7`.
    @inlinable package var isASCIIOctalDigit: Bool { self >= 0x30 && self <= 0x37 }

    /// Whether the byte is one of `A` to `Z`.
    @inlinable package var isASCIICapital: Bool { self >= 0x41 && self <= 0x5A }

    /// Whether the byte is a letter.
    @inlinable package var isASCIILetter: Bool { self | 0x20 >= 0x61 && self | 0x20 <= 0x7A }

    /// Whether the byte is a letter or a digit.
    @inlinable package var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }

    /// The value of a hexadecimal digit; nil for any other byte.
    @inlinable package var hexDigitValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }

    /// The lower-case letter for an upper-case one; any other byte unchanged.
    @inlinable package var asciiLowercased: UInt8 { isASCIICapital ? self | 0x20 : self }
}

extension Sequence<UInt8> {
    /// The bytes with `A` to `Z` in lower case, as strcasecmp(3) compares them in the C locale.
    @inlinable package var asciiLowercased: [UInt8] { map { $0.asciiLowercased } }
}

/// Bytes with a meaning in most of the file formats.
extension UInt8 {
    @inlinable package static var tab: UInt8 { 0x09 }
    @inlinable package static var lineFeed: UInt8 { 0x0A }
    @inlinable package static var carriageReturn: UInt8 { 0x0D }
    @inlinable package static var blank: UInt8 { 0x20 }
    @inlinable package static var quote: UInt8 { 0x22 }
    @inlinable package static var hash: UInt8 { 0x23 }
    @inlinable package static var slash: UInt8 { 0x2F }
    @inlinable package static var colon: UInt8 { 0x3A }
    @inlinable package static var backslash: UInt8 { 0x5C }
}
