/// A word of an exports table, or a part of one: where it stands, and where its meaning is kept.
///
/// Quotes, octal escapes and continuations make what a word means differ from what is written. Most words
/// have none of these and cost no copy. ``ExportsDocument/bytes(of:)`` gives the meaning.
public struct ExportWord: Sendable, Hashable {
    /// The bytes of the file that make up the word, quotes included.
    public let range: Range<Int>
    /// Whether the word is written exactly as it is meant.
    public let isLiteral: Bool
    /// The meaning: offsets in the file where the word is literal, else in the document's decoded bytes.
    let text: Range<Int>

    /// Whether the word means nothing at all, as `""` does.
    public var isEmpty: Bool { text.isEmpty }

    static func empty(at range: Range<Int>) -> ExportWord {
        ExportWord(range: range, isLiteral: true, text: range.lowerBound..<range.lowerBound)
    }
}
