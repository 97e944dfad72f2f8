import SourceText

/// Why autohome's own lines in a file cannot be found or written.
public struct OwnedBlockError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the caller can do about it.
    public struct Code: Sendable, Hashable {
        private enum Value { case brokenMarkers, unsafeLine }
        private let value: Value

        /// The marker lines are broken; a person has to fix them.
        public static let brokenMarkers = Code(value: .brokenMarkers)
        /// A requested line cannot be written as a single line.
        public static let unsafeLine = Code(value: .unsafeLine)
    }

    /// What the caller can do about it.
    public let code: Code
    /// The file, the line, the problem and what to do about it.
    public let message: String
    /// The line in the file, counted from 1; nil if the problem is a requested line.
    public let line: Int?

    /// The message, which is safe to log.
    public var description: String { message }

    static func second(_ source: SourceFile, line: Int, first: Int) -> Self {
        broken(
            source,
            line,
            "a second \"\(OwnedBlock.begin)\"; the first is in line \(first)",
            "Remove one of the two blocks."
        )
    }

    static func withoutBegin(_ source: SourceFile, line: Int) -> Self {
        broken(
            source,
            line,
            "\"\(OwnedBlock.end)\" without a \"\(OwnedBlock.begin)\" above it",
            "Remove the line, or restore the one above."
        )
    }

    static func withoutEnd(_ source: SourceFile, line: Int) -> Self {
        broken(
            source,
            line,
            "\"\(OwnedBlock.begin)\" without a \"\(OwnedBlock.end)\" below it",
            "Add that line after the last line that autohome wrote."
        )
    }

    static func unsafe(_ line: String, in source: SourceFile) -> Self {
        OwnedBlockError(
            code: .unsafeLine,
            message:
                "\(printable(source.name)): \"\(printable(line, limit: 200))\" cannot be written as one line: "
                + "it contains a line end or a NUL, or is itself a marker.",
            line: nil
        )
    }

    private static func broken(_ source: SourceFile, _ line: Int, _ what: String, _ cure: String) -> Self {
        OwnedBlockError(
            code: .brokenMarkers,
            message: "\(printable(source.name)):\(line): \(what). \(cure)",
            line: line
        )
    }
}
