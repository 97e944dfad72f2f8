/// File names as text for people: nothing in them can end a line, move a cursor or change a direction.
enum PrintableText {
    /// The bytes as text, with controls, invisible characters and bytes that are not UTF-8 escaped.
    static func escape(_ bytes: some Sequence<UInt8>) -> String {
        // Bytes that are not UTF-8 become U+FFFD, which is all that a person needs to see of them.
        var text = ""
        for scalar in String(decoding: Array(bytes), as: UTF8.self).unicodeScalars {
            if isPlain(scalar) {
                text.unicodeScalars.append(scalar)
            } else {
                text += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return text
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
        default: true
        }
    }
}
