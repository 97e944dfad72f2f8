/// Text of a map that automount ignores, and why.
public struct DroppedLine: Sendable, Hashable {
    /// Why automount ignores the text; each case is a path through `modules/lookup_file.c: read_one`.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// A key directly followed by the end of the line.
        case keyWithoutEntry
        /// A key followed by blanks and the end of the line, then by a comment.
        case keyBeforeComment
        /// An entry before a line that begins with a blank, and that line.
        case followedByIndentedLine
        /// A line that begins with a blank after a comment; automount reads it as part of the comment.
        case indentedAfterComment
        /// A double quote that is not closed on the same line.
        case unmatchedQuote
        /// A key of more than 255 bytes.
        case keyTooLong
        /// An entry of more than 16384 bytes.
        case entryTooLong
        /// A line that begins with `*` not followed by white space.
        case starNotAlone
        /// A line that begins with a backslash.
        case escapedFirstByte
        /// An entry that begins with an escaped blank or control character.
        case escapedBlankBeforeEntry
        /// A line that the file ends in before automount can use it.
        case endOfFile
    }

    /// Why automount ignores the text.
    public let reason: Reason
    /// The ignored bytes.
    public let range: Range<Int>
    /// The bytes that cause it, such as the indented line below an entry; often the same as `range`.
    public let culprit: Range<Int>
}
