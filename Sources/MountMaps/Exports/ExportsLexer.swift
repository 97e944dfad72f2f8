import SourceText

/// Cuts the bytes of an exports table into words as the parser of nfs-utils 2.6.2 does.
///
/// Observed rules: a backslash directly before LF, with the blanks and TABs that follow, reads as one blank
/// everywhere but in a comment; `"` switches quoting anywhere and is dropped; a backslash and three octal
/// digits below 256 give that byte, and what results is scanned again; a NUL ends a word.
struct ExportsLexer {
    /// What reading one word gave.
    enum Outcome {
        /// A word.
        case word(ExportWord)
        /// No byte that counts: the end of the line or file, `""`, or a white-space byte where a word may begin.
        case nothing(Range<Int>)
        /// More bytes than the reader has room for.
        case tooLong(Range<Int>)
    }

    let bytes: [UInt8]
    private(set) var cursor = 0
    private(set) var comments: [Range<Int>] = []
    private(set) var decoded: [UInt8] = []
    /// For every decoded byte, where in the file it was written.
    private(set) var origins: [Int] = []
    /// Where the quote that is open at the end of the file was opened.
    private(set) var openQuote: Int?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { cursor >= bytes.count }

    /// Skips to where a path may begin.
    mutating func skipToPath() {
        skip(lineFeeds: true)
    }

    /// Skips to where a client may begin on the same line.
    mutating func skipToClient() {
        skip(lineFeeds: false)
    }

    /// Skips to the end of the line: onto its LF, or the end of the file.
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

    /// Where reading goes on after the continuation that begins at an offset; nil where there is none.
    private func continuation(at offset: Int) -> Int? {
        guard bytes[offset] == .backslash, offset + 1 < bytes.count, bytes[offset + 1] == .lineFeed else {
            return nil
        }
        var next = offset + 2
        while next < bytes.count, bytes[next] == .blank || bytes[next] == .tab { next += 1 }
        return next
    }

    /// Reads the word that begins at the cursor, of fewer than `limit` bytes.
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

    /// Turns an escape that has just become complete into its byte.
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
