import SourceText

/// The bytes between the brackets of a wildcard, which match one character.
struct CharacterClass {
    /// The bytes between the brackets.
    let text: ArraySlice<UInt8>

    private var isNegated: Bool { text.first == UInt8(ascii: "^") }

    /// Whether it contains a range of digits with a single digit directly before or after it, as `01-12` does, or a
    /// list with a number of several digits, as `1,10` does.
    var looksLikeNumbers: Bool {
        let parts = parts
        let isList = text.contains(UInt8(ascii: ","))
        return zip(parts, parts.dropFirst()).contains { left, right in
            (left.isRange != right.isRange || isList) && left.isOfDigits && right.isOfDigits
        }
    }

    /// The digits that it matches, for a message.
    var meaning: String {
        (isNegated ? "any but " : "") + listedDigits
    }

    private var listedDigits: String {
        let digits = (UInt8(ascii: "0")...UInt8(ascii: "9")).filter { digit in
            parts.contains { $0.first <= digit && digit <= $0.last }
        }.map { String(UnicodeScalar($0)) }
        guard let last = digits.last, digits.count > 1 else { return digits.first ?? "" }
        return digits.dropLast().joined(separator: ", ") + " or " + last
    }

    private struct Part {
        let first: UInt8
        let last: UInt8
        let isRange: Bool

        var isOfDigits: Bool { first.isASCIIDigit && last.isASCIIDigit }
    }

    /// The single bytes and the ranges.
    private var parts: [Part] {
        var parts: [Part] = []
        var index = isNegated ? text.startIndex + 1 : text.startIndex
        while index < text.endIndex {
            let isRange = index + 2 < text.endIndex && text[index + 1] == UInt8(ascii: "-")
            parts.append(Part(first: text[index], last: text[isRange ? index + 2 : index], isRange: isRange))
            index += isRange ? 3 : 1
        }
        return parts
    }
}
