import SourceText

/// An entry of a map taken apart as far as its text alone allows, for the rules.
package struct AutomountEntryView {
    /// Bytes that mean something in the words of a location, wherever in them they stand.
    struct Marks: OptionSet {
        let rawValue: UInt8

        static let colon = Marks(rawValue: 1)
        static let variable = Marks(rawValue: 2)
        static let comma = Marks(rawValue: 4)
        /// White space, a quote, a backslash or a control character: what may part or join words.
        static let structure = Marks(rawValue: 8)

        init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Notes which of the bytes a text has.
        init(of text: ArraySlice<UInt8>) {
            var marks: Marks = []
            for byte in text {
                switch byte {
                case 0...MapByte.space, MapByte.quote, MapByte.backslash: marks.formUnion(.structure)
                case MapByte.colon: marks.formUnion(.colon)
                case MapByte.dollar, MapByte.ampersand: marks.formUnion(.variable)
                case MapByte.comma: marks.formUnion(.comma)
                default: break
                }
            }
            self = marks
        }
    }

    let entry: AutomountMapEntry
    let key: ArraySlice<UInt8>
    let value: ArraySlice<UInt8>
    package let options: AutomountOptionList
    /// Which bytes that mean something the text after the options has.
    let marks: Marks
    /// The first word after the options, as written; `nil` where none is there.
    private(set) var location: ArraySlice<UInt8>?
    /// The words after the first, as written.
    private(set) var moreWords: [ArraySlice<UInt8>] = []
    /// A comment behind the entry.
    private(set) var comment: Range<Int>?

    /// Takes an entry apart; the reader knows the options of earlier ones.
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

    /// Whether the entry mounts several directories.
    var isMultiMount: Bool {
        guard let location else { return false }
        return Self.isOffset(location) || moreWords.contains(where: Self.isOffset)
    }

    /// Where a part of the value stands in the file; the whole entry where a continuation parts the value.
    func range(of part: Range<Int>) -> Range<Int> {
        entry.valueRange == nil ? entry.range : part
    }

    /// Where what a remark is about stands in the file.
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
