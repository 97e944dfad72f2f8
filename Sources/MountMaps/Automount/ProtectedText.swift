import SourceText

/// Writes text into an entry so that automount reads every byte literally.
///
/// Automount reads an entry three times: `modules/lookup_file.c: read_one` reads the line, `modules/parse_sun.c:
/// expandsunent` expands `&` and `$`, and `lib/parse_subs.c: chunklen` and `dequote` split it into words. Double quotes
/// work in all three, and inside them only the quote itself is special. A quote is written as `\\""\"`: to read_one the
/// quotes come in pairs, and the later steps see an escaped quote and an empty pair of quotes.
struct ProtectedText {
    private static let writtenQuote = Array(#"\\""\""#.utf8)

    private(set) var bytes: [UInt8] = []

    /// Appends literal text, in quotes where needed.
    ///
    /// - Throws: ``MapLineError`` for a byte that no line can contain.
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
                    "'\(printable(text, limit: 200))' contains a line end or a NUL, which a line of a map cannot contain"
                )
            }
            let isPlain = part.allSatisfy { Self.isPlain($0) || ($0 == MapByte.colon && !quotingColons) }
            bytes += isPlain ? Array(part) : [MapByte.quote] + part + [MapByte.quote]
        }
    }

    /// Appends map syntax, such as `&` for the key.
    mutating func appendRaw(_ text: String) {
        bytes += text.utf8
    }

    /// Whether a byte is literal everywhere in an entry.
    private static func isPlain(_ byte: UInt8) -> Bool {
        MapByte.isNameByte(byte) || "-./,=+@%~".utf8.contains(byte)
    }
}
