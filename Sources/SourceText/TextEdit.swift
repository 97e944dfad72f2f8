/// A replacement of bytes in a file.
public struct TextEdit: Sendable, Hashable {
    /// The bytes to replace; empty to insert.
    public let range: Range<Int>
    /// The new bytes.
    public let replacement: [UInt8]

    /// Makes an edit.
    public init(_ range: Range<Int>, replacement: [UInt8]) {
        self.range = range
        self.replacement = replacement
    }

    /// Makes an edit with a string, in UTF-8.
    public init(_ range: Range<Int>, with replacement: String) {
        self.init(range, replacement: Array(replacement.utf8))
    }
}

extension SourceFile {
    /// Returns the file after some edits.
    ///
    /// Edits are applied in file order. An edit that overlaps an earlier one or is outside the file is skipped and
    /// returned, so that the caller can apply it in a second pass.
    public func applying(_ edits: [TextEdit]) -> (file: SourceFile, leftOut: [TextEdit]) {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var leftOut: [TextEdit] = []
        var cursor = 0
        let ordered = edits.enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }
        for (_, edit) in ordered {
            guard edit.range.lowerBound >= cursor, edit.range.upperBound <= bytes.count else {
                leftOut.append(edit)
                continue
            }
            result += bytes[cursor..<edit.range.lowerBound]
            result += edit.replacement
            cursor = edit.range.upperBound
        }
        result += bytes[cursor...]
        return (SourceFile(name: name, bytes: result), leftOut)
    }
}
