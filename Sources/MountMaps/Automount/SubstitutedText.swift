import SourceText

/// What automount replaces in an entry: `&`, variables, and dollars without a name.
///
/// Nothing in double quotes is replaced, and nothing after a backslash (`modules/parse_sun.c`: `expandsunent`).
package struct SubstitutedText {
    /// A dollar and what it names.
    package struct Variable {
        /// The bytes from the dollar to the end of the name or brace.
        package let range: Range<Int>
        /// The name; empty where none follows the dollar.
        package let name: ArraySlice<UInt8>
        /// Whether the name is in braces that are never closed.
        package let isUnclosed: Bool
    }

    /// The variables, in the order of the text.
    package private(set) var variables: [Variable] = []
    /// Whether automount replaces `&` by the key.
    private(set) var hasKey = false

    /// Whether the result can differ between two names.
    package var dependsOnKey: Bool { hasKey || variables.contains { !$0.name.isEmpty } }

    /// Looks through an entry.
    package init(_ text: ArraySlice<UInt8>) {
        var position = text.startIndex
        while position < text.endIndex {
            let start = position
            position += 1
            switch text[start] {
            case MapByte.ampersand: hasKey = true
            case MapByte.backslash: position += 1
            case MapByte.quote:
                let closing = text[position...].firstIndex(of: MapByte.quote)
                position = closing.map { $0 + 1 } ?? text.endIndex
            case MapByte.dollar:
                position = take(from: position, of: text)
            default: break
            }
        }
    }

    /// Takes the variable of a dollar, and gives the place behind it.
    private mutating func take(from start: Int, of text: ArraySlice<UInt8>) -> Int {
        // A dollar at the end of a word stays.
        guard start < text.endIndex, !text[start].isASCIIBlank else { return start }
        guard text[start] == UInt8(ascii: "{") else {
            let name = text[start...].prefix(while: MapByte.isNameByte)
            variables.append(Variable(range: start - 1..<name.endIndex, name: name, isUnclosed: false))
            return name.endIndex
        }
        let brace = text[start...].firstIndex(of: UInt8(ascii: "}"))
        let name = text[(start + 1)..<(brace ?? text.endIndex)]
        let end = brace.map { $0 + 1 } ?? text.endIndex
        variables.append(Variable(range: start - 1..<end, name: name, isUnclosed: brace == nil))
        return end
    }
}
