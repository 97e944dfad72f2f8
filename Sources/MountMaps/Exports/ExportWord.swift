/// A word of an exports table, or a part of one: where it stands, and where its meaning is kept.
///
/// Quotes, octal escapes and continuations make what a word means differ from what is written. Most words
/// have none of these and cost no copy. ``ExportsDocument/bytes(of:)`` gives the meaning.
public struct ExportWord: Sendable, Hashable {
    // Compact on purpose: a large table has a million of these.
    private let lower: Int
    private let textLower: Int
    private let length: UInt32
    private let textLength: UInt32

    /// Whether the word is written exactly as it is meant.
    public let isLiteral: Bool

    init(range: Range<Int>, isLiteral: Bool, text: Range<Int>) {
        lower = range.lowerBound
        length = UInt32(clamping: range.count)
        textLower = text.lowerBound
        textLength = UInt32(clamping: text.count)
        self.isLiteral = isLiteral
    }

    /// The bytes of the file that make up the word, quotes included.
    public var range: Range<Int> { lower..<(lower + Int(length)) }

    /// The meaning: offsets in the file where the word is literal, else in the document's decoded bytes.
    var text: Range<Int> { textLower..<(textLower + Int(textLength)) }

    /// Whether the word means nothing at all, as `""` does.
    public var isEmpty: Bool { text.isEmpty }

    static func empty(at range: Range<Int>) -> ExportWord {
        ExportWord(range: range, isLiteral: true, text: range.lowerBound..<range.lowerBound)
    }
}
