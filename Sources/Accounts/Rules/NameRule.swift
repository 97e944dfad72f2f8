import SourceText

/// The rule for login names and for names of home directories.
///
/// A name is used as a path component, as a key of an automount map (where `&` expands to it) and as an argument of
/// other programs. So it may contain only characters that have no special meaning there: ASCII letters, digits, `_`,
/// `.`, `-` and `@`; and it must begin with a letter, a digit or `_`. That rules out `/`, `..`, blanks, quotes, `\`,
/// `#`, `*`, `&`, `$`, `:`, control characters, hidden names, and names that look like options.
public enum NameRule {
    /// The longest name that autofs looks up, in bytes.
    ///
    /// The kernel does not pass longer names to automount (`fs/autofs/waitq.c: autofs_wait`; cases key-chars-058 to
    /// key-chars-060).
    public static let longest = 253

    /// What is wrong with a name, as the rest of a sentence whose subject is the name; nil if it is valid.
    public static func objection(to name: String) -> String? { objection(to: name.utf8) }

    /// What is wrong with a name in UTF-8, as the rest of a sentence whose subject is the name; nil if it is valid.
    static func objection(to bytes: some Collection<UInt8>) -> String? {
        guard let first = bytes.first else { return "is empty" }
        guard bytes.count <= longest else {
            return "has \(bytes.count) bytes; at most \(longest) are allowed"
        }
        if let byte = bytes.first(where: { !isPlain($0) }) {
            return "contains \(shown(byte)); only ASCII letters, digits, '_', '.', '-' and '@' are allowed"
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
