import SourceText

/// An entry of a map, parsed for the rules as far as its text alone allows.
package struct AutomountEntryView {
    /// Special bytes that occur in the words of a location.
    struct Marks: OptionSet {
        let rawValue: UInt8

        static let colon = Marks(rawValue: 1)
        static let variable = Marks(rawValue: 2)
        /// A comma, or a semicolon.
        static let comma = Marks(rawValue: 4)
        /// White space, a quote, a backslash or a control character: bytes that can separate or join words.
        static let structure = Marks(rawValue: 8)

        init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Collects the special bytes of a text.
        init(of text: ArraySlice<UInt8>) {
            var marks: Marks = []
            for byte in text {
                switch byte {
                case 0...MapByte.space, MapByte.quote, MapByte.backslash: marks.formUnion(.structure)
                case MapByte.colon: marks.formUnion(.colon)
                case MapByte.dollar, MapByte.ampersand: marks.formUnion(.variable)
                case MapByte.comma, UInt8(ascii: ";"): marks.formUnion(.comma)
                default: break
                }
            }
            self = marks
        }
    }

    package let entry: AutomountMapEntry
    package let key: ArraySlice<UInt8>
    package let value: ArraySlice<UInt8>
    package let options: AutomountOptionList
    /// The special bytes in the text after the options.
    let marks: Marks
    /// The first word after the options, as written; `nil` if there is none.
    package private(set) var location: ArraySlice<UInt8>?
    /// The words after the first, as written.
    private(set) var moreWords: [ArraySlice<UInt8>] = []
    /// A comment after the entry.
    private(set) var comment: Range<Int>?
    /// Whether it is known that automount refuses the entry; then its locations do not matter.
    var isRefused = false

    /// Parses an entry; the reader caches the options of earlier entries.
    package init(
        _ entry: AutomountMapEntry,
        in document: AutomountMapDocument,
        reading reader: inout AutomountOptionReader
    ) {
        self.entry = entry
        key = document.key(of: entry)
        let whole = document.value(of: entry)
        let reading = reader.read(whole)
        options = reading.list
        let rest = whole[reading.end...]
        marks = Marks(of: rest)
        if !marks.contains(.structure), let first = rest.first, first != MapByte.hash {
            value = whole
            location = rest
        } else {
            value = whole.prefix { $0 != MapByte.nul }
            takeWords(from: reading.end)
        }
    }

    private mutating func takeWords(from start: Int) {
        guard start <= value.endIndex else { return }
        var text = EntryText(value, from: start)
        skip(&text)
        while !text.isAtEnd {
            let word = text.beginsOffset ? text.takeOffset() : text.takeLocationWord()
            guard !word.isEmpty else { break }
            if location == nil { location = word } else { moreWords.append(word) }
            skip(&text)
        }
    }

    /// The words after the options, as written.
    package var words: [ArraySlice<UInt8>] { location.map { [$0] + moreWords } ?? [] }

    /// The text before the location, as written.
    var optionText: ArraySlice<UInt8> { value[..<(location?.startIndex ?? value.endIndex)] }

    /// The first location with a blank before its path, which costs the whole entry; nil in an entry with offsets.
    var blankInHost: BlankInHost? {
        guard marks.contains([.structure, .colon]), !isMultiMount else { return nil }
        return words.lazy.compactMap(BlankInHost.init).first
    }

    /// Whether the entry names no location, and needs one: for the map of hosts automount uses none.
    var lacksLocation: Bool {
        guard location == nil else { return false }
        return options.type != "autofs" || !options.items.contains { $0.text.contains("hosts") }
    }

    /// Whether a rule about the text alone says that the entry mounts nothing.
    package var isRefusedByText: Bool { lacksLocation || blankInHost != nil }

    /// Whether the entry mounts several directories.
    var isMultiMount: Bool {
        guard let location else { return false }
        return Self.isOffset(location) || moreWords.contains(where: Self.isOffset)
    }

    /// The range of a part of the value in the file; the whole entry if a continuation splits the value.
    package func range(of part: Range<Int>) -> Range<Int> {
        entry.valueRange == nil ? entry.range : part
    }

    /// The place of a part of the value in the file; the whole entry if that is not on the line of the key.
    package func range(of part: Range<Int>, onLineOfKeyIn bytes: [UInt8]) -> Range<Int> {
        let place = range(of: part)
        return bytes[entry.range.lowerBound..<place.lowerBound].contains(MapByte.newline)
            ? entry.range : place
    }

    /// The range in the file that a remark is about.
    func range(of remark: AutomountOptionList.Remark) -> Range<Int> {
        let start = value.startIndex
        return range(of: (start + remark.range.lowerBound)..<(start + remark.range.upperBound))
    }

    private static func isOffset(_ word: ArraySlice<UInt8>) -> Bool {
        word.first == MapByte.slash || word.starts(with: "\"/".utf8)
    }

    private mutating func skip(_ text: inout EntryText) {
        text.skipBlanks()
        if text.next == MapByte.hash { comment = text.rest.indices }
        text.skipSpace()
    }
}
