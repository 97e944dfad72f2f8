import SourceText

/// Splits the bytes of an exports table into words, as `support/nfs/xio.c` of nfs-utils 2.6.2 does.
/// 1. A backslash directly before LF, with the blanks and TABs after it, reads as one blank, except in a comment
///    (`xgetc`, `xskipcomment`).
/// 2. `"` toggles quoting anywhere and is removed (`xgettok`).
/// 3. A backslash and three octal digits with a value below 256 give that byte, and the result is scanned again
///    (`xgettok`).
/// 4. A NUL outside quotes ends a word, because the separator passed to `xgettok` is 0.
struct ExportsLexer {
    /// The result of reading one word.
    enum Outcome {
        /// A word.
        case word(ExportWord)
        /// An empty word: at the end of the line or file, for `""`, or for a white-space byte where a word may begin.
        case nothing(Range<Int>)
        /// More bytes than the buffer of exportfs holds.
        case tooLong(Range<Int>)
    }

    let bytes: [UInt8]
    private(set) var cursor = 0
    private(set) var comments: [Range<Int>] = []
    private(set) var decoded: [UInt8] = []
    /// The offset in the file of each decoded byte.
    private(set) var origins: [Int] = []
    /// The offset of the quote that is still open at the end of the file.
    private(set) var openQuote: Int?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { cursor >= bytes.count }

    /// Skips to the place where a path may begin.
    mutating func skipToPath() {
        skip(lineFeeds: true)
    }

    /// Skips to the place where a client may begin on the same line.
    mutating func skipToClient() {
        skip(lineFeeds: false)
    }

    /// Skips to the LF of the line, or to the end of the file.
    mutating func skipLine() {
        while cursor < bytes.count, bytes[cursor] != .lineFeed {
            cursor = continuation(at: cursor) ?? cursor + 1
        }
    }

    private mutating func skip(lineFeeds: Bool) {
        while cursor < bytes.count {
            switch bytes[cursor] {
            case .blank, .tab, 0:
                cursor += 1
            case .lineFeed where lineFeeds:
                cursor += 1
            case .hash:
                skipComment()
            case .backslash:
                guard let next = continuation(at: cursor) else { return }
                cursor = next
            default:
                return
            }
        }
    }

    private mutating func skipComment() {
        let start = cursor
        while cursor < bytes.count, bytes[cursor] != .lineFeed { cursor += 1 }
        comments.append(start..<cursor)
    }

    /// The offset after the continuation that begins at an offset; nil if there is none.
    private func continuation(at offset: Int) -> Int? {
        guard bytes[offset] == .backslash, offset + 1 < bytes.count, bytes[offset + 1] == .lineFeed else {
            return nil
        }
        var next = offset + 2
        while next < bytes.count, bytes[next] == .blank || bytes[next] == .tab { next += 1 }
        return next
    }

    /// Reads the word at the cursor, which must have fewer than `limit` bytes.
    mutating func word(limit: Int) -> Outcome {
        let start = cursor
        var end = start
        let horizon = min(bytes.count, start + limit)
        while end < horizon {
            let byte = bytes[end]
            if byte == .quote || byte == .backslash { return decodedWord(limit: limit) }
            if byte.endsExportWord { break }
            end += 1
        }
        guard end - start < limit else {
            cursor = end
            return .tooLong(start..<end)
        }
        cursor = end < bytes.count && bytes[end] != .lineFeed ? end + 1 : end
        guard end > start else { return .nothing(start..<cursor) }
        return .word(ExportWord(range: start..<end, isLiteral: true, text: start..<end))
    }

    private mutating func decodedWord(limit: Int) -> Outcome {
        let start = cursor
        let base = decoded.count
        var end = start
        var openedAt: Int?
        while decoded.count - base < limit, end < bytes.count {
            let next = continuation(at: end)
            let byte = next == nil ? bytes[end] : .blank
            if openedAt == nil, byte.endsExportWord {
                cursor = byte == .lineFeed ? end : next ?? end + 1
                return finishWord(start..<end, from: base)
            }
            if byte == .quote {
                openedAt = openedAt == nil ? end : nil
            } else {
                decoded.append(byte)
                origins.append(end)
                foldEscape(from: base)
            }
            end = next ?? end + 1
        }
        cursor = end
        guard decoded.count - base < limit else { return .tooLong(start..<end) }
        openQuote = openedAt
        return finishWord(start..<end, from: base)
    }

    private func finishWord(_ range: Range<Int>, from base: Int) -> Outcome {
        guard decoded.count > base else { return .nothing(range.lowerBound..<cursor) }
        var end = base
        while end < decoded.count, decoded[end] != 0 { end += 1 }
        return .word(ExportWord(range: range, isLiteral: false, text: base..<end))
    }

    /// Replaces an escape that has just been completed by its byte.
    private mutating func foldEscape(from base: Int) {
        let end = decoded.count
        guard end - base >= 4, decoded[end - 4] == .backslash else { return }
        var value = 0
        for digit in decoded[(end - 3)...] {
            guard digit.isASCIIOctalDigit else { return }
            value = value * 8 + Int(digit - 0x30)
        }
        guard let byte = UInt8(exactly: value) else { return }
        decoded.removeLast(3)
        origins.removeLast(3)
        decoded[end - 4] = byte
    }
}

extension UInt8 {
    /// Whether the byte ends a word outside quotes.
    var endsExportWord: Bool { self == 0 || isASCIISpace }
}
