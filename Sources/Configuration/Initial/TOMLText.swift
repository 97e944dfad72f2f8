import SourceText

/// Writes values as TOML, whatever characters they contain.
enum TOMLText {
    /// A basic string.
    ///
    /// - Parameter text: Any text without a NUL, which a configuration cannot express.
    /// - Returns: The string in quotes.
    static func string(_ text: String) -> String {
        "\"\(escaped(text, alsoQuotes: true))\""
    }

    /// An array of basic strings.
    static func array(_ texts: [String]) -> String {
        "[" + texts.map(string).joined(separator: ", ") + "]"
    }

    /// A text for a comment, which cannot end the comment and has no invisible characters.
    ///
    /// - Parameter text: Any text.
    /// - Returns: The text on one line.
    static func comment(_ text: String) -> String {
        escaped(printable(text), alsoQuotes: false)
    }

    /// Escapes what a configuration must not contain.
    ///
    /// Only letters, digits, punctuation and symbols are written as they are. Backslashes are doubled in comments too,
    /// where an escaped NUL would be refused like anywhere else.
    private static func escaped(_ text: String, alsoQuotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"" where alsoQuotes, "\\": result += "\\" + String(scalar)
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case " ": result += " "
            default: result += isPlain(scalar) ? String(scalar) : escape(scalar)
            }
        }
        return result
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation,
            .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation,
            .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = digits.utf8.count > 4 ? 8 : 4
        return (width == 4 ? "\\u" : "\\U") + String(repeating: "0", count: width - digits.utf8.count)
            + digits
    }
}
