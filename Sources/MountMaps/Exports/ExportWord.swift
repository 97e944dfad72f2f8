/// A word of an exports table, or part of one: its range in the file and the place of its decoded bytes.
///
/// With quotes, octal escapes or continuations, the decoded bytes differ from the written ones. Most words have none of
/// these and need no copy. ``ExportsDocument/bytes(of:)`` returns the decoded bytes.
public struct ExportWord: Sendable, Hashable {
    // Compact because a large table has a million words. Offsets are clamped to 4 GB; files that large are not read.
    private let lower: UInt32
    private let textLower: UInt32
    private let length: UInt32
    private let textLengthAndMark: UInt32

    private static let literalMark: UInt32 = 1 << 31

    /// Whether the written bytes are the decoded bytes.
    public var isLiteral: Bool { textLengthAndMark & Self.literalMark != 0 }

    init(range: Range<Int>, isLiteral: Bool, text: Range<Int>) {
        lower = UInt32(clamping: range.lowerBound)
        length = UInt32(clamping: range.count)
        textLower = UInt32(clamping: text.lowerBound)
        let textLength = min(UInt32(clamping: text.count), Self.literalMark - 1)
        textLengthAndMark = textLength | (isLiteral ? Self.literalMark : 0)
    }

    /// The word's range in the file, including quotes.
    public var range: Range<Int> { Int(lower)..<(Int(lower) + Int(length)) }

    /// The range of the decoded bytes: in the file if the word is literal, else in the document's buffer.
    var text: Range<Int> {
        Int(textLower)..<(Int(textLower) + Int(textLengthAndMark & ~Self.literalMark))
    }

    /// Whether the decoded word is empty, as `""` is.
    public var isEmpty: Bool { text.isEmpty }

    static func empty(at range: Range<Int>) -> ExportWord {
        ExportWord(range: range, isLiteral: true, text: range.lowerBound..<range.lowerBound)
    }
}
