import SourceText

/// Reads the lines of a map or master map as automount's file module does.
///
/// The model is the state machine `modules/lookup_file.c: read_one` of autofs 5.1. It reads bytes, not lines, and
/// carries an escape state from byte to byte. This reader has the same consequences:
/// 1. A key followed by blanks and a line end is glued to the key of the next line; case lexical-067.
/// 2. An entry followed by an indented line is dropped together with that line; case lexical-017.
/// 3. An indented line after a comment belongs to the comment; case lexical-021.
/// 4. The byte after an escaped byte is never treated as an escape.
/// 5. A backslash-newline inside double quotes does not continue the line; case lexical-092.
struct AutomountLineReader {
    /// What a stretch of the file contains.
    enum Line {
        case entry(key: TextRun, value: TextRun, span: Range<Int>, isGlued: Bool)
        case include(name: TextRun, span: Range<Int>)
        case dropped(DroppedLine)
    }

    private enum State {
        case start
        case key
        case star
        case beforeEntry
        case entry
        case skipping
    }

    private enum Escape {
        case none
        case backslash
        case escaped
        case quoted
    }

    private let bytes: [UInt8]
    /// The bytes of keys and entries that are not contiguous in the file.
    private(set) var folded: [UInt8] = []
    private var position = 0

    private var state = State.start
    private var escape = Escape.none
    private var key = TextRun()
    private var value = TextRun()
    private var isInclude = false
    private var gluesNext = false
    private var isGlued = false
    private var start: Int?
    private var end = 0
    private var skipped: DroppedLine.Reason?
    private var spoiledAt: Int?
    private var foldedMark = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Returns the next stretch of the file that is more than a comment or white space.
    mutating func next() -> Line? {
        while position < bytes.count {
            if escape == .none { skipOrdinaryBytes() }
            let offset = position
            let byte = bytes[offset]
            position += 1
            if follow(byte) { continue }
            if let line = take(byte, at: offset) { return line }
        }
        return atEnd()
    }

    /// Advances the escape state; returns true if the byte and the LF after it are a continuation.
    @inline(__always)
    private mutating func follow(_ byte: UInt8) -> Bool {
        switch escape {
        case .none:
            if byte == MapByte.backslash {
                if position < bytes.count, bytes[position] == MapByte.newline {
                    position += 1
                    return true
                }
                escape = .backslash
            } else if byte == MapByte.quote {
                escape = .quoted
            }
        case .backslash:
            escape = .escaped
        case .escaped:
            escape = .none
        case .quoted:
            if byte == MapByte.quote { escape = .none }
        }
        return false
    }

    private mutating func take(_ byte: UInt8, at offset: Int) -> Line? {
        switch state {
        case .start: takeAtStart(byte, at: offset)
        case .key: takeInKey(byte, at: offset)
        case .star: takeAfterStar(byte, at: offset)
        case .beforeEntry: takeBeforeEntry(byte, at: offset)
        case .entry: takeInEntry(byte, at: offset)
        case .skipping: takeWhileSkipping(byte, at: offset)
        }
    }

    private mutating func takeAtStart(_ byte: UInt8, at offset: Int) -> Line? {
        switch escape {
        case .none:
            if byte.isASCIISpace { return nil }
            if start == nil { start = offset }
            if byte == MapByte.hash {
                skip(because: key.isEmpty ? nil : .keyBeforeComment)
                return nil
            }
            guard key.count < AutomountLimits.keyLength else {
                skip(because: .keyTooLong)
                return nil
            }
            if byte == MapByte.plus { isInclude = true }
            state = byte == MapByte.star ? .star : .key
            appendToKey(offset)
        case .quoted:
            if start == nil { start = offset }
            state = .key
            appendToKey(offset)
        case .backslash:
            if start == nil { start = offset }
        case .escaped:
            skip(because: .escapedFirstByte)
        }
        return nil
    }

    private mutating func takeInKey(_ byte: UInt8, at offset: Int) -> Line? {
        if byte == MapByte.newline {
            end = offset
            if isInclude { return deliver() }
            return drop(escape == .quoted ? .unmatchedQuote : .keyWithoutEntry)
        }
        if escape == .none, byte.isASCIISpace {
            end = offset
            if isInclude { return deliver() }
            state = .beforeEntry
        } else if escape != .backslash {
            if key.count >= AutomountLimits.keyLength {
                skip(because: .keyTooLong)
                return nil
            }
            if escape == .escaped { appendToKey(offset - 1) }
            appendToKey(offset)
        }
        return nil
    }

    private mutating func takeAfterStar(_ byte: UInt8, at offset: Int) -> Line? {
        if byte == MapByte.newline {
            state = .start
            gluesNext = true
        } else if byte.isASCIISpace, escape == .none {
            state = .beforeEntry
        } else if escape != .backslash {
            skip(because: .starNotAlone)
        }
        return nil
    }

    private mutating func takeBeforeEntry(_ byte: UInt8, at offset: Int) -> Line? {
        if byte == MapByte.newline {
            state = .start
            gluesNext = true
            return nil
        }
        if escape == .none, byte.isASCIISpace { return nil }
        if escape == .backslash { return nil }
        if escape == .escaped {
            guard byte > MapByte.space else {
                skip(because: .escapedBlankBeforeEntry)
                return nil
            }
            appendToValue(offset - 1)
        }
        appendToValue(offset)
        state = .entry
        return nil
    }

    private mutating func takeInEntry(_ byte: UInt8, at offset: Int) -> Line? {
        if byte == MapByte.newline {
            end = offset
            if escape == .quoted { return drop(.unmatchedQuote) }
            if nextIsBlank {
                skip(because: .followedByIndentedLine)
                return nil
            }
            return deliver()
        }
        guard value.count < AutomountLimits.entryLength else {
            end = offset
            skip(because: .entryTooLong)
            return nil
        }
        appendToValue(offset)
        end = position
        return position == bytes.count ? deliver() : nil
    }

    private mutating func takeWhileSkipping(_ byte: UInt8, at offset: Int) -> Line? {
        if byte != MapByte.newline {
            if !byte.isASCIIBlank, spoiledAt == nil { spoiledAt = offset }
            return nil
        }
        if nextIsBlank {
            if skipped == nil { spoiledAt = nil }
            return nil
        }
        if spoiledAt == nil, skipped == .followedByIndentedLine || skipped == .entryTooLong {
            return deliver()
        }
        end = offset
        return drop(skipped)
    }

    private mutating func atEnd() -> Line? {
        guard start != nil else { return nil }
        end = bytes.count
        return drop(state == .skipping && skipped == nil ? nil : .endOfFile)
    }
}

extension AutomountLineReader {
    private var nextIsBlank: Bool {
        position < bytes.count && bytes[position].isASCIIBlank
    }

    @inline(__always)
    private mutating func appendToKey(_ offset: Int) {
        if gluesNext { isGlued = true }
        key.append(offset, of: bytes, foldingInto: &folded)
    }

    @inline(__always)
    private mutating func appendToValue(_ offset: Int) {
        value.append(offset, of: bytes, foldingInto: &folded)
    }

    /// Skips, in one loop, the bytes of a key or entry that cannot change the state, except the last byte of the file.
    @inline(__always)
    private mutating func skipOrdinaryBytes() {
        switch state {
        case .key:
            guard !key.isFolded, key.upper == position else { return }
            position = endOfKeyBytes(before: key.lower + AutomountLimits.keyLength)
            key.extend(to: position)
        case .entry:
            guard !value.isFolded, value.upper == position else { return }
            position = endOfEntryBytes(before: value.lower + AutomountLimits.entryLength)
            value.extend(to: position)
        case .start, .star, .beforeEntry, .skipping: break
        }
    }

    private func endOfKeyBytes(before limit: Int) -> Int {
        let span = bytes.span
        let end = min(span.count - 1, limit)
        var cursor = position
        while cursor < end {
            let byte = span[cursor]
            if byte <= MapByte.space || byte == MapByte.backslash || byte == MapByte.quote { break }
            cursor += 1
        }
        return cursor
    }

    private func endOfEntryBytes(before limit: Int) -> Int {
        let span = bytes.span
        let end = min(span.count - 1, limit)
        var cursor = position
        while cursor < end {
            let byte = span[cursor]
            if byte == MapByte.newline || byte == MapByte.backslash || byte == MapByte.quote { break }
            cursor += 1
        }
        return cursor
    }

    private mutating func skip(because reason: DroppedLine.Reason?) {
        state = .skipping
        skipped = reason
        spoiledAt = nil
    }

    private mutating func deliver() -> Line {
        let span = (start ?? end)..<end
        let line: Line
        if isInclude, firstKeyByte == MapByte.plus {
            line = .include(name: key, span: span)
        } else {
            line = .entry(key: key, value: value, span: span, isGlued: isGlued)
        }
        foldedMark = folded.count
        reset()
        return line
    }

    private var firstKeyByte: UInt8? {
        key.bytes(in: bytes, folded: folded).first
    }

    /// Drops the current line; nil if it was an ordinary comment.
    private mutating func drop(_ reason: DroppedLine.Reason?) -> Line? {
        let range = (start ?? end)..<end
        let culprit = (spoiledAt ?? range.lowerBound)..<end
        folded.removeSubrange(foldedMark...)
        reset()
        guard let reason else {
            return swallowedByComment(range, culprit)
        }
        return .dropped(DroppedLine(reason: reason, range: range, culprit: culprit))
    }

    /// The indented, non-blank line below a comment, if there is one: automount reads it as part of the comment.
    private func swallowedByComment(_ range: Range<Int>, _ culprit: Range<Int>) -> Line? {
        guard
            culprit.lowerBound > range.lowerBound,
            bytes[culprit.lowerBound] != MapByte.hash,
            bytes[range.lowerBound..<culprit.lowerBound].contains(MapByte.newline)
        else { return nil }
        return .dropped(DroppedLine(reason: .indentedAfterComment, range: culprit, culprit: culprit))
    }

    private mutating func reset() {
        state = .start
        escape = .none
        key = TextRun()
        value = TextRun()
        isInclude = false
        gluesNext = false
        isGlued = false
        start = nil
        skipped = nil
        spoiledAt = nil
    }
}
