import SourceText

/// The rule for login names and for names of home directories.
///
/// A name becomes a path component, a key of an automount map (where `&` stands for it) and an argument of other
/// programs. So it may hold only what is plain in each of them: ASCII letters, digits, `_`, `.`, `-` and `@`, and
/// begins with a letter, a digit or `_`. That refuses `/`, `..`, blanks, quotes, `\`, `#`, `*`, `&`, `$`, `:`,
/// control characters, hidden names and options.
public enum NameRule {
    /// The longest name that autofs looks up: the kernel does not pass names of 254 bytes and more to automount.
    public static let longest = 253

    /// What is wrong with a name; nil for a good one.
    public static func objection(to name: String) -> String? {
        let bytes = name.utf8
        guard let first = bytes.first else { return "is empty" }
        guard bytes.count <= longest else {
            return "has \(bytes.count) bytes; at most \(longest) are possible"
        }
        if let byte = bytes.first(where: { !isPlain($0) }) {
            return "holds \(shown(byte)); only ASCII letters, digits, '_', '.', '-' and '@' are allowed"
        }
        guard mayBegin(first) else {
            return "begins with \(shown(first)); a letter, a digit or '_' is expected"
        }
        return nil
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        mayBegin(byte) || ".-@".utf8.contains(byte)
    }

    private static func mayBegin(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_")
    }

    private static func shown(_ byte: UInt8) -> String {
        switch byte {
        case 0x21...0x7E: "'\(Unicode.Scalar(byte))'"
        case 0x20: "a blank"
        case 0x80...: "a byte that is not ASCII"
        default: "the control character \(printable([byte]))"
        }
    }
}
