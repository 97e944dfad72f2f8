import SourceText

/// Cuts a line of a map or master map into words, by where they stand in the file.
///
/// Words end only where the blanks after them certainly mean nothing, whatever variables stand for later: text
/// whose words cannot be told yet stays in one piece.
struct EntryCutter {
    /// Lines with more text than this are left alone: blanks could push them over a limit of automount.
    private static let largest = 4096

    private let key: Range<Int>
    /// What follows the key, without continuations.
    private let value: [UInt8]
    private let valueStart: Int
    /// Where each byte of the value stands; empty for a value that stands together from its start.
    private let origins: [Int]
    /// Whether `&` stands for text without quotes and escapes: not for the wildcard, which any name matches.
    private let isKeySettled: Bool

    /// Prepares an entry; nil where it is to be left alone.
    init?(_ entry: AutomountMapEntry, in bytes: [UInt8], value expected: ArraySlice<UInt8>) {
        guard !entry.isGlued, let key = entry.keyRange, !bytes[entry.range].contains(0) else { return nil }
        self.key = key
        let isWildcard = bytes[key].elementsEqual([MapByte.star])
        isKeySettled = AutomountKey.isPlain(bytes[key]) && !isWildcard
        value = Array(expected)
        if let range = entry.valueRange {
            valueStart = range.lowerBound
            origins = []
            // The reader cuts an entry off that is too long.
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
        // A quote may be open at the end of the file alone, where a line feed would make the line be dropped.
        let quotes = bytes[entry.range].count { $0 == MapByte.quote }
        guard entry.range.upperBound < bytes.count || quotes.isMultiple(of: 2) else { return nil }
    }

    /// Where the bytes of a value with continuations stand; nil where quotes or other backslashes are in the way.
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

    /// Takes a word; true where nothing can make the blanks after it a part of it.
    ///
    /// Options stand at the start of the entry and after an offset.
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

    /// Whether a byte can turn into others, or protects the one after it: what follows is not known yet.
    private func isUnsettled(_ byte: UInt8) -> Bool {
        byte == MapByte.backslash || byte == MapByte.dollar || (byte == MapByte.ampersand && !isKeySettled)
    }

    /// The end of the value, without the blanks at its end unless they could be protected.
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
        // Blanks after a type stand for a colon, and several maps have options of their own.
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

    /// Where the name of a map ends: at the first blank that no backslash precedes.
    private var mapNameEnd: Int {
        var offset = 0
        while offset < value.count, !value[offset].isASCIIBlank {
            offset += value[offset] == MapByte.backslash ? 2 : 1
        }
        return min(offset, value.count)
    }
}
