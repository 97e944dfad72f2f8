import SourceText

/// Something in a configuration that the TOML parser does not survive, or passes over without a word.
///
/// The parser takes and gives C strings, so that what stands behind a NUL would be dropped, escaped or not. It asserts, instead of reporting,
/// that a header begins with a key. And it takes characters for blanks and line ends that nobody sees, so that what
/// it reads is not what an editor shows. Each of these is found here first, with its place.
struct TextHazard {
    let range: Range<Int>
    let message: String

    /// Looks for the first hazard of a text; nil where there is none.
    init?(in file: SourceFile) {
        for line in file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let content = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            let hazard =
                Self.invisible(in: content) ?? Self.escapedNUL(in: content)
                ?? Self.namelessHeader(in: content)
            if let hazard {
                self = hazard
                return
            }
        }
        return nil
    }

    private init(at offset: Int, count: Int = 1, _ message: String) {
        range = offset..<offset + count
        self.message = message
    }

    /// A character that is neither visible nor a blank, TAB or line end.
    private static func invisible(in line: ArraySlice<UInt8>) -> TextHazard? {
        var offset = line.startIndex
        for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
            let width = UTF8.width(scalar)
            switch scalar.properties.generalCategory {
            case .control where scalar == "\t": break
            case .control, .format, .lineSeparator, .paragraphSeparator:
                return TextHazard(
                    at: offset,
                    "an invisible character (\(printable(String(scalar)))) stands here"
                )
            case .spaceSeparator where scalar != " ":
                let code = String(scalar.value, radix: 16, uppercase: true)
                return TextHazard(at: offset, "a blank that is no plain blank (U+\(code)) stands here")
            default: break
            }
            offset = min(offset + width, line.endIndex - 1)
        }
        return nil
    }

    /// An escape that stands for a NUL.
    private static func escapedNUL(in line: ArraySlice<UInt8>) -> TextHazard? {
        let escapes = ["\\u0000", "\\U00000000", "\\x00"].map { Array($0.utf8) }
        var rest = line
        while let start = rest.firstIndex(of: UInt8(ascii: "\\")) {
            if let escape = escapes.first(where: line[start...].starts(with:)) {
                return TextHazard(
                    at: start,
                    count: escape.count,
                    "an escaped NUL stands here, which no setting can hold"
                )
            }
            rest = line[start...].dropFirst(2)
        }
        return nil
    }

    /// A header that begins with something that begins no key.
    private static func namelessHeader(in line: ArraySlice<UInt8>) -> TextHazard? {
        let text = line.drop(while: \.isASCIIBlank)
        guard text.first == UInt8(ascii: "[") else { return nil }
        var name = text.dropFirst().drop(while: \.isASCIIBlank)
        if name.first == UInt8(ascii: "[") { name = name.dropFirst().drop(while: \.isASCIIBlank) }
        guard name.first.map(beginsKey) != true else { return nil }
        return TextHazard(
            at: name.startIndex,
            count: name.isEmpty ? 0 : 1,
            "a section's name is expected after \"[\""
        )
    }

    private static func beginsKey(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || "_-\"']".utf8.contains(byte)
    }
}
