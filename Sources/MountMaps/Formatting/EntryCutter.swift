import SourceText

/// Splits a line of a map or master map into words, given as ranges of the file.
///
/// A word only ends where the blanks after it have no meaning, whatever the values of variables. Text that cannot be
/// split with certainty stays in one piece.
struct EntryCutter {
    /// Longer lines are left alone, because added blanks could push them over a limit of automount.
    private static let largest = 4096

    private let key: Range<Int>
    /// The text after the key, with continuations joined.
    private let value: [UInt8]
    private let valueStart: Int
    /// The offset in the file of each byte of the value; empty for a contiguous value.
    private let origins: [Int]
    /// Whether `&` expands to text without quotes and escapes; not so for the wildcard, which matches any name.
    private let isKeySettled: Bool

    /// Prepares an entry; nil if it must be left alone.
    init?(_ entry: AutomountMapEntry, in bytes: [UInt8], value expected: ArraySlice<UInt8>) {
        guard !entry.isGlued, let key = entry.keyRange, !bytes[entry.range].contains(0) else { return nil }
        self.key = key
        let isWildcard = bytes[key].elementsEqual([MapByte.star])
        isKeySettled = AutomountKey.isPlain(bytes[key]) && !isWildcard
        value = Array(expected)
        if let range = entry.valueRange {
            valueStart = range.lowerBound
            origins = []
            // The reader truncates an entry that is too long.
            guard range.count < AutomountLimits.entryLength else { return nil }
        } else {
            valueStart = key.upperBound
            guard let origins = Self.origins(of: entry.range.upperBound, after: key, in: bytes) else {
                return nil
            }
            guard origins.lazy.map({ bytes[$0] }).elementsEqual(expected) else { return nil }
            self.origins = origins
        }
        let substance = key.count + value.count { !$0.isASCIISpace }
        guard !value.isEmpty, substance <= Self.largest else { return nil }
        // A quote can be open only at the end of the file; adding a line feed there would make automount drop the line.
        let quotes = bytes[entry.range].count { $0 == MapByte.quote }
        guard entry.range.upperBound < bytes.count || quotes.isMultiple(of: 2) else { return nil }
    }

    /// The offsets of the bytes of a value with continuations; nil if it has quotes or other backslashes.
    private static func origins(of end: Int, after key: Range<Int>, in bytes: [UInt8]) -> [Int]? {
        var origins: [Int] = []
        var offset = key.upperBound
        while offset < end {
            let byte = bytes[offset]
            if byte == MapByte.backslash {
                guard offset + 1 < end, bytes[offset + 1] == MapByte.newline else { return nil }
                offset += 2
                continue
            }
            if byte == MapByte.quote { return nil }
            if !(origins.isEmpty && byte.isASCIIBlank) { origins.append(offset) }
            offset += 1
        }
        return origins
    }

    private func range(_ part: Range<Int>) -> Range<Int> {
        guard let last = part.last else { return key.upperBound..<key.upperBound }
        if origins.isEmpty { return (valueStart + part.lowerBound)..<(valueStart + part.upperBound) }
        return origins[part.lowerBound]..<(origins[last] + 1)
    }
}

extension EntryCutter {
    /// The words of an entry of a map: the key, the options, the locations, the comment.
    func mapWords() -> [TextLayout.Word] {
        var words = [TextLayout.Word(key, column: 0)]
        let end = mapEnd
        let settled = value.firstIndex { isUnsettled($0) } ?? value.count
        var hasLocation = false
        var mayBeOption = true
        var text = EntryText(value)
        while let start = text.rest.firstIndex(where: { !MapByte.partsWords($0) }), start < end {
            text.skipSpace()
            let column: Int?
            var isWord = false
            if text.isAtEnd {
                column = 3
            } else if !hasLocation, value[start] == MapByte.dash {
                column = words.count == 1 ? 1 : nil
                isWord = takeWord(&text, &mayBeOption)
            } else {
                column = hasLocation ? nil : 2
                hasLocation = true
                isWord = takeWord(&text, &mayBeOption)
            }
            guard isWord, text.position <= settled, text.position < end else {
                words.append(.init(range(start..<end), column: column))
                break
            }
            words.append(.init(range(start..<text.position), column: column))
        }
        return words
    }

    /// Reads a word; returns true if the blanks after it cannot be part of it.
    ///
    /// Options can be at the start of the entry and after an offset.
    private func takeWord(_ text: inout EntryText, _ mayBeOption: inout Bool) -> Bool {
        if mayBeOption, text.next == MapByte.dash {
            _ = text.takeWord()
            return true
        }
        mayBeOption = text.beginsOffset
        if mayBeOption {
            _ = text.takeOffset()
            return true
        }
        let word = text.takeLocationWord()
        let hasPath = word.indices.dropLast().contains { EntryText.isColonSlash(at: $0, in: word) }
        return hasPath && !word.contains(MapByte.quote)
    }

    /// Whether a byte expands to other text or escapes the next byte, so that the words after it are not known.
    private func isUnsettled(_ byte: UInt8) -> Bool {
        byte == MapByte.backslash || byte == MapByte.dollar || (byte == MapByte.ampersand && !isKeySettled)
    }

    /// The end of the value without trailing blanks, unless they may be escaped or quoted.
    private var mapEnd: Int {
        let end = value.trimmedEnd(of: 0..<value.count)
        let isProtected = end > 0 && (value[end - 1] == MapByte.backslash || value[end - 1] == MapByte.quote)
        return isProtected ? value.count : end
    }
}

extension EntryCutter {
    /// The words of a line of the master map: the mount point, the map, the options.
    func masterWords() -> [TextLayout.Word] {
        var words = [TextLayout.Word(key, column: 0)]
        // A blank after a type replaces the colon, and each of several maps has its own options.
        guard !beginsWithType else { return words + [.init(range(0..<value.count), column: 1)] }
        var stop = mapNameEnd
        words.append(.init(range(0..<stop), column: 1))
        let end = value.trimmedEnd(of: stop..<value.count)
        while let start = value[stop..<max(stop, end)].firstIndex(where: { !$0.isASCIIBlank }) {
            stop = value[start..<end].firstIndex(where: \.isASCIIBlank) ?? end
            words.append(.init(range(start..<stop), column: words.count == 2 ? 2 : nil))
        }
        return words
    }

    private var beginsWithType: Bool {
        (["multi"] + MasterLineParser.types).contains { type in
            guard value.starts(with: type.utf8) else { return false }
            guard type != "multi", value.count > type.utf8.count else { return true }
            let next = value[type.utf8.count]
            return next.isASCIIBlank || next == MapByte.comma
        }
    }

    /// The end of the map name: the first blank that is not escaped.
    private var mapNameEnd: Int {
        var offset = 0
        while offset < value.count, !value[offset].isASCIIBlank {
            offset += value[offset] == MapByte.backslash ? 2 : 1
        }
        return min(offset, value.count)
    }
}
