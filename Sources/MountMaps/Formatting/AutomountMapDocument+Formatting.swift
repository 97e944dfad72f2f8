public import SourceText

extension AutomountMapDocument {
    /// Returns the edits that format the map without changing its meaning.
    ///
    /// In adjacent entries, options, locations and comments are aligned in columns with blanks. Words are separated by
    /// one blank if blanks have no meaning there, continued lines begin in the second column, there is at most one
    /// empty line in a row, and lines end with LF. Lines that automount drops, their surroundings, and autohome's block
    /// are not changed. The result is read again: an edit that would change a key, the words of an entry, an include or
    /// a dropped line is left out.
    public func formatting() -> [TextEdit] {
        HarmlessEdits.among(layout().edits(), in: file) { means(theSameAs: AutomountMapDocument($0)) }
    }

    private enum Piece {
        case entry(AutomountMapEntry)
        case include(AutomountInclude)
        case dropped(DroppedLine)

        var range: Range<Int> {
            switch self {
            case .entry(let entry): entry.range
            case .include(let include): include.range
            case .dropped(let line): line.range
            }
        }
    }

    private func layout() -> TextLayout {
        var pieces = entries.map(Piece.entry)
        if !includes.isEmpty || !droppedLines.isEmpty {
            pieces += includes.map(Piece.include) + droppedLines.map(Piece.dropped)
            pieces.sort { $0.range.lowerBound < $1.range.lowerBound }
        }
        var layout = AutomountLayout(file)
        for piece in pieces {
            switch piece {
            case .entry(let entry):
                let cutter = EntryCutter(entry, in: file.bytes, value: value(of: entry))
                layout.addLine(entry.range, words: cutter?.mapWords())
            case .include(let include):
                layout.addLine(include.range, words: [.init(include.range, column: 0)])
            case .dropped(let line): layout.addLine(line.range, words: nil)
            }
        }
        return layout.finished()
    }

    /// Whether another map has the same meaning to automount.
    private func means(theSameAs other: AutomountMapDocument) -> Bool {
        entries.count == other.entries.count
            && includes.map(\.name) == other.includes.map(\.name)
            && includes.map(\.entriesAbove) == other.includes.map(\.entriesAbove)
            && droppedLines.map(\.reason) == other.droppedLines.map(\.reason)
            && droppedLines.elementsEqual(other.droppedLines) {
                file.bytes[$0.range] == other.file.bytes[$1.range]
            }
            && zip(entries, other.entries).allSatisfy { entry, their in
                key(of: entry) == other.key(of: their)
                    && Self.isSame(value(of: entry), other.value(of: their))
            }
    }

    /// Whether automount splits two texts into the same words.
    private static func isSame(_ text: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
        text == other || words(of: text) == words(of: other)
    }

    /// The words of an entry; the text after an escape or a variable is one word, as written.
    static func words(of value: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var words: [ArraySlice<UInt8>] = []
        var text = EntryText(Array(value))
        let settled = text.bytes.firstIndex { $0 == MapByte.backslash || $0 == MapByte.dollar } ?? .max
        var mayBeOption = true
        while let start = text.rest.firstIndex(where: { !MapByte.partsWords($0) }) {
            text.skipSpace()
            if mayBeOption, text.next == MapByte.dash {
                _ = text.takeWord()
            } else if !text.isAtEnd {
                mayBeOption = text.beginsOffset
                _ = mayBeOption ? text.takeOffset() : text.takeLocationWord()
            }
            let end = settled < text.position ? text.bytes.count : text.position
            words.append(text.bytes[start..<text.bytes.trimmedEnd(of: start..<end)])
            if end != text.position { break }
        }
        return words
    }
}
