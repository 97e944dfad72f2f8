import SourceText

/// Writes text into an entry so that automount takes every byte of it as it is.
///
/// An entry is read three times over: by the line reader, by the expansion of `&` and `$`, and by the
/// splitting into words. Double quotes hold in all three, and inside them nothing but the quote itself is
/// special. A quote is written as `\\""\"`: the expansion makes `\"""` of it, an escaped quote and an empty
/// pair, and the line reader finds its quotes in pairs.
struct ProtectedText {
    private static let writtenQuote = Array(#"\\""\""#.utf8)

    private(set) var bytes: [UInt8] = []

    /// Appends text that stands for itself, in quotes where it has to be.
    ///
    /// - Throws: ``MapLineError`` for a byte that no line can hold.
    mutating func append(
        _ text: String,
        for code: MapLineError.Code,
        quotingColons: Bool = true
    ) throws(MapLineError) {
        var isFirst = true
        for part in text.utf8.split(separator: MapByte.quote, omittingEmptySubsequences: false) {
            if !isFirst { bytes += Self.writtenQuote }
            isFirst = false
            guard !part.contains(where: { $0 == MapByte.newline || $0 == MapByte.nul }) else {
                throw MapLineError(
                    code,
                    "'\(printable(text, limit: 200))' holds a line end or a NUL, which no line of a map can hold"
                )
            }
            let isPlain = part.allSatisfy { Self.isPlain($0) || ($0 == MapByte.colon && !quotingColons) }
            bytes += isPlain ? Array(part) : [MapByte.quote] + part + [MapByte.quote]
        }
    }

    /// Appends text that automount shall read as it stands, such as `&` for the key.
    mutating func appendRaw(_ text: String) {
        bytes += text.utf8
    }

    /// Whether a byte means itself everywhere in an entry.
    private static func isPlain(_ byte: UInt8) -> Bool {
        MapByte.isNameByte(byte) || "-./,=+@%~".utf8.contains(byte)
    }
}
