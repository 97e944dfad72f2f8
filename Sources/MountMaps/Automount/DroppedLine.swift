/// Text of a map that automount passes over, and why.
public struct DroppedLine: Sendable, Hashable {
    /// Why automount passes over some text.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// A key directly followed by the end of the line.
        case keyWithoutEntry
        /// A key followed by blanks and the end of the line, then by a comment.
        case keyBeforeComment
        /// An entry before a line that begins with a blank, and that line.
        case followedByIndentedLine
        /// A line that begins with a blank after a comment: it continues the comment.
        case indentedAfterComment
        /// A double quote without its partner on the same line.
        case unmatchedQuote
        /// A key of more than 255 bytes.
        case keyTooLong
        /// An entry of more than 16384 bytes.
        case entryTooLong
        /// A line that begins with `*` where no white space follows the star.
        case starNotAlone
        /// A line that begins with a backslash.
        case escapedFirstByte
        /// An entry that begins with an escaped blank or control character.
        case escapedBlankBeforeEntry
        /// A line that the end of the file cuts off before automount takes it.
        case endOfFile
    }

    /// Why the text counts for nothing.
    public let reason: Reason
    /// The bytes that count for nothing.
    public let range: Range<Int>
    /// The bytes that are to blame, such as the indented line below an entry; often `range` itself.
    public let culprit: Range<Int>
}
