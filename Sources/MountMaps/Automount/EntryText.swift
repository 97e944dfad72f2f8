import SourceText

/// The text of an entry on its way through the pipeline, with a reading position.
///
/// Where words end is not obvious: as long as a `:/` is still to come, a blank does not end a word that has
/// not seen one.
package struct EntryText {
    package let bytes: ArraySlice<UInt8>
    package private(set) var position: Int
    private let lastColonSlash: Int?

    package init(_ bytes: [UInt8]) {
        self.init(bytes[...])
    }

    /// Takes up a text, to be read from a position in it on.
    init(_ bytes: ArraySlice<UInt8>, from position: Int? = nil) {
        self.bytes = bytes
        self.position = position ?? bytes.startIndex
        lastColonSlash = bytes.indices.dropLast().last { Self.isColonSlash(at: $0, in: bytes) }
    }

    package var isAtEnd: Bool { position >= bytes.endIndex }

    package var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    /// The byte after the next one.
    package var afterNext: UInt8? { position + 1 < bytes.endIndex ? bytes[position + 1] : nil }

    /// Whether an absolute path comes next, perhaps in quotes: an offset.
    package var beginsOffset: Bool {
        next == MapByte.slash || (next == MapByte.quote && afterNext == MapByte.slash)
    }

    package var rest: ArraySlice<UInt8> { bytes[position...] }

    /// Steps over one byte.
    package mutating func advance() {
        position += 1
    }

    /// Steps over white space, and from a `#` to the end.
    package mutating func skipSpace() {
        skipBlanks()
        if next == MapByte.hash { position = bytes.endIndex }
    }

    /// Steps over white space, onto a `#` where one comes next.
    mutating func skipBlanks() {
        while let byte = next, MapByte.partsWords(byte) { position += 1 }
    }

    /// Takes a word that ends at white space, as options do.
    package mutating func takeWord() -> ArraySlice<UInt8> {
        take(expectsColon: false)
    }

    /// Takes a word of a location; white space is part of it until a `:/`, if one is still to come.
    package mutating func takeLocationWord() -> ArraySlice<UInt8> {
        take(expectsColon: lastColonSlash.map { $0 >= position } ?? false)
    }

    /// Takes the path of an offset, to the first white space that is neither quoted nor escaped.
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

    /// Whether a colon and a slash stand at an offset: where the path of a location begins.
    package static func isColonSlash(at offset: Int, in bytes: ArraySlice<UInt8>) -> Bool {
        bytes[offset] == MapByte.colon && bytes[offset + 1] == MapByte.slash
    }

    /// A word without its quotes and backslashes; `nil` where a quote has no partner.
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
