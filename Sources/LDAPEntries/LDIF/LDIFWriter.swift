import SourceText

/// Writes entries as an LDIF file of version 1 (RFC 2849).
public enum LDIFWriter {
    // RFC 2849 does not set a length; OpenLDAP uses this one.
    private static let lineLength = 76

    /// The text of a file with these entries.
    ///
    /// Values that are not plain text are written in base64, and long lines are folded. Reading the text returns the
    /// same entries.
    public static func text(of entries: [LDIFEntry]) -> String {
        var text: [UInt8] = Array("version: 1\n".utf8)
        for entry in entries {
            text.append(.lineFeed)
            append("dn", Array(entry.dn.utf8), to: &text)
            for attribute in entry.attributes { append(attribute.description, attribute.value, to: &text) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func append(_ description: String, _ value: [UInt8], to text: inout [UInt8]) {
        var line = Array(description.utf8)
        if isSafe(value) {
            line += Array(": ".utf8) + value
        } else {
            line += Array(":: ".utf8) + Base64.encoded(value)
        }
        var width = 0
        for byte in line {
            if width == lineLength {
                text += [.lineFeed, .blank]
                width = 1
            }
            text.append(byte)
            width += 1
        }
        text.append(.lineFeed)
    }

    /// Whether a value is a SAFE-STRING that does not end with a blank.
    private static func isSafe(_ value: [UInt8]) -> Bool {
        guard let first = value.first, let last = value.last else { return true }
        return first != .blank && first != UInt8(ascii: ":") && first != UInt8(ascii: "<") && last != .blank
            && value.allSatisfy { $0 < 0x80 && $0 != 0 && $0 != .lineFeed && $0 != .carriageReturn }
    }
}
