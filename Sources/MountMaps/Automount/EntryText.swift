import SourceText

/// The text of an entry, with a reading position.
///
/// Words end as in `lib/parse_subs.c: chunklen`: while a `:/` still follows in the entry, a blank does not end a word
/// that has no `:/` yet.
package struct EntryText {
    package let bytes: ArraySlice<UInt8>
    package private(set) var position: Int
    private let lastColonSlash: Int?

    package init(_ bytes: [UInt8]) {
        self.init(bytes[...])
    }

    /// Starts reading a text, at its beginning or at a position in it.
    init(_ bytes: ArraySlice<UInt8>, from position: Int? = nil) {
        self.bytes = bytes
        self.position = position ?? bytes.startIndex
        lastColonSlash = bytes.indices.dropLast().last { Self.isColonSlash(at: $0, in: bytes) }
    }

    package var isAtEnd: Bool { position >= bytes.endIndex }

    package var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    /// The byte after the next one.
    package var afterNext: UInt8? { position + 1 < bytes.endIndex ? bytes[position + 1] : nil }

    /// Whether an offset comes next: an absolute path, possibly in quotes.
    package var beginsOffset: Bool {
        next == MapByte.slash || (next == MapByte.quote && afterNext == MapByte.slash)
    }

    package var rest: ArraySlice<UInt8> { bytes[position...] }

    /// Skips one byte.
    package mutating func advance() {
        position += 1
    }

    /// Skips white space and a comment after it, as `lib/parse_subs.c: skipspace` does.
    package mutating func skipSpace() {
        skipBlanks()
        if next == MapByte.hash { position = bytes.endIndex }
    }

    /// Skips white space, but not a comment after it.
    mutating func skipBlanks() {
        while let byte = next, MapByte.partsWords(byte) { position += 1 }
    }

    /// Reads a word that ends at white space, as option words do.
    package mutating func takeWord() -> ArraySlice<UInt8> {
        take(expectsColon: false)
    }

    /// Reads a word of a location; if a `:/` still follows, white space before it belongs to the word.
    package mutating func takeLocationWord() -> ArraySlice<UInt8> {
        take(expectsColon: lastColonSlash.map { $0 >= position } ?? false)
    }

    /// Reads the path of an offset, up to the first white space that is neither quoted nor escaped.
    package mutating func takeOffset() -> ArraySlice<UInt8> {
        let start = position
        while let byte = next, !byte.isASCIISpace {
            if byte == MapByte.quote {
                position += 1
                while let quoted = next, quoted != MapByte.quote { position += 1 }
            } else if byte == MapByte.backslash {
                position += 1
            }
            position += 1
        }
        position = min(position, bytes.endIndex)
        return bytes[start..<position]
    }

    private mutating func take(expectsColon: Bool) -> ArraySlice<UInt8> {
        let start = position
        var expectsColon = expectsColon
        var isEscaped = false
        while let byte = next {
            switch byte {
            case MapByte.backslash where !isEscaped:
                isEscaped = true
                position += 1
                continue
            case MapByte.quote where !isEscaped:
                position += 1
                while let quoted = next, quoted != MapByte.quote {
                    if quoted == MapByte.colon, afterNext == MapByte.slash { expectsColon = false }
                    position += 1
                }
            case MapByte.colon:
                if expectsColon, afterNext == MapByte.slash { expectsColon = false }
                position += 1
                continue
            case MapByte.space, MapByte.tab:
                if expectsColon {
                    position += 1
                    continue
                }
                if !isEscaped { return bytes[start..<position] }
            case _ where MapByte.partsWords(byte):
                if !isEscaped { return bytes[start..<position] }
            default:
                break
            }
            isEscaped = false
            position += 1
        }
        position = min(position, bytes.endIndex)
        return bytes[start..<position]
    }

    /// Whether `:/` is at an offset: the path of a location begins there.
    package static func isColonSlash(at offset: Int, in bytes: ArraySlice<UInt8>) -> Bool {
        bytes[offset] == MapByte.colon && bytes[offset + 1] == MapByte.slash
    }

    /// Removes quotes and backslashes from a word, as `lib/parse_subs.c: dequote` does; `nil` if a quote is not closed.
    package static func unquoted(_ word: ArraySlice<UInt8>) -> [UInt8]? {
        var text = word
        while let last = text.last, last.isASCIISpace {
            let before = text.index(before: text.endIndex) - 1
            if before > text.startIndex, text[before] == MapByte.backslash || text[before] == MapByte.quote {
                break
            }
            text.removeLast()
        }
        var result: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        for byte in text {
            if isEscaped {
                isEscaped = false
            } else if byte == MapByte.quote {
                isQuoted.toggle()
                continue
            } else if byte == MapByte.backslash, !isQuoted {
                isEscaped = true
                continue
            }
            result.append(byte)
        }
        return isQuoted ? nil : result
    }
}
