/// A replacement of some bytes of a file.
public struct TextEdit: Sendable, Hashable {
    /// The bytes to replace; empty to insert.
    public let range: Range<Int>
    /// What comes in their place.
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
    /// The file after some edits.
    ///
    /// Edits apply from the top. One that overlaps an edit already taken, or lies outside the file, is left
    /// out and returned, so that a second pass over the result can take it up.
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
