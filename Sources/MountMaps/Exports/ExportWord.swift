/// A word of an exports table, or a part of one: where it stands, and where its meaning is kept.
///
/// Quotes, octal escapes and continuations make what a word means differ from what is written. Most words
/// have none of these and cost no copy. ``ExportsDocument/bytes(of:)`` gives the meaning.
public struct ExportWord: Sendable, Hashable {
    // Compact on purpose: a large table has a million of these. Offsets beyond 4 GB, which no file that is read has,
    // stay within it.
    private let lower: UInt32
    private let textLower: UInt32
    private let length: UInt32
    private let textLengthAndMark: UInt32

    private static let literalMark: UInt32 = 1 << 31

    /// Whether the word is written exactly as it is meant.
    public var isLiteral: Bool { textLengthAndMark & Self.literalMark != 0 }

    init(range: Range<Int>, isLiteral: Bool, text: Range<Int>) {
        lower = UInt32(clamping: range.lowerBound)
        length = UInt32(clamping: range.count)
        textLower = UInt32(clamping: text.lowerBound)
        let textLength = min(UInt32(clamping: text.count), Self.literalMark - 1)
        textLengthAndMark = textLength | (isLiteral ? Self.literalMark : 0)
    }

    /// The bytes of the file that make up the word, quotes included.
    public var range: Range<Int> { Int(lower)..<(Int(lower) + Int(length)) }

    /// The meaning: offsets in the file where the word is literal, else in the document's decoded bytes.
    var text: Range<Int> {
        Int(textLower)..<(Int(textLower) + Int(textLengthAndMark & ~Self.literalMark))
    }

    /// Whether the word means nothing at all, as `""` does.
    public var isEmpty: Bool { text.isEmpty }

    static func empty(at range: Range<Int>) -> ExportWord {
        ExportWord(range: range, isLiteral: true, text: range.lowerBound..<range.lowerBound)
    }
}
