import SourceText

/// Text that crashes the TOML parser, or that the parser misreads without an error.
///
/// - The parser uses C strings, so everything after a NUL is lost, whether the NUL is escaped or not.
/// - It crashes on an assertion if a header does not begin with a key.
/// - It accepts invisible characters as blanks and line ends, so it may read something else than an editor shows.
///
/// This check runs before the parser and reports the position of the first such text.
struct TextHazard {
    let range: Range<Int>
    let message: String

    /// Finds the first hazard in a text; nil if there is none.
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

    /// A character that is invisible, and is not a blank, TAB or line end.
    private static func invisible(in line: ArraySlice<UInt8>) -> TextHazard? {
        var offset = line.startIndex
        for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
            let width = UTF8.width(scalar)
            switch scalar.properties.generalCategory {
            case .control where scalar == "\t": break
            case .control, .format, .lineSeparator, .paragraphSeparator:
                return TextHazard(
                    at: offset,
                    "an invisible character (\(printable(String(scalar)))) is not allowed; remove it"
                )
            case .spaceSeparator where scalar != " ":
                let code = String(scalar.value, radix: 16, uppercase: true)
                return TextHazard(at: offset, "a special blank (U+\(code)) is not allowed; use a space")
            default: break
            }
            offset = min(offset + width, line.endIndex - 1)
        }
        return nil
    }

    /// The escape sequence of a NUL.
    private static func escapedNUL(in line: ArraySlice<UInt8>) -> TextHazard? {
        let escapes = ["\\u0000", "\\U00000000", "\\x00"].map { Array($0.utf8) }
        var rest = line
        while let start = rest.firstIndex(of: UInt8(ascii: "\\")) {
            if let escape = escapes.first(where: line[start...].starts(with:)) {
                return TextHazard(
                    at: start,
                    count: escape.count,
                    "a NUL (\\u0000) is not allowed in a value; remove it"
                )
            }
            rest = line[start...].dropFirst(2)
        }
        return nil
    }

    /// A header that does not begin with a key.
    private static func namelessHeader(in line: ArraySlice<UInt8>) -> TextHazard? {
        let text = line.drop(while: \.isASCIIBlank)
        guard text.first == UInt8(ascii: "[") else { return nil }
        var name = text.dropFirst().drop(while: \.isASCIIBlank)
        if name.first == UInt8(ascii: "[") { name = name.dropFirst().drop(while: \.isASCIIBlank) }
        guard name.first.map(beginsKey) != true else { return nil }
        return TextHazard(
            at: name.startIndex,
            count: name.isEmpty ? 0 : 1,
            "the name of a section is expected after \"[\""
        )
    }

    private static func beginsKey(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || "_-\"']".utf8.contains(byte)
    }
}
