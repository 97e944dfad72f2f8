public import SourceText

extension AutomountMapDocument {
    /// The edits that tidy the map up and leave what it says as it is.
    ///
    /// Neighbouring entries get their options, locations and comments in columns made of blanks; words are parted
    /// by one blank where blanks mean nothing, continued lines begin in the second column, empty lines are one at
    /// most, and lines end with LF alone. Lines that automount drops, what touches them, and the lines that
    /// autohome owns stay as they are. The result is read again: an edit that would change a key, an entry as
    /// automount cuts it, an include, or what is dropped is left out.
    public func formatting() -> [TextEdit] {
        HarmlessEdits.among(layout().edits(), in: file) { says(theSameAs: AutomountMapDocument($0)) }
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

    /// Whether automount would do the same with another map.
    private func says(theSameAs other: AutomountMapDocument) -> Bool {
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

    /// Whether automount cuts two texts into the same words.
    private static func isSame(_ text: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
        text == other || words(of: text) == words(of: other)
    }

    /// The words of an entry; what comes after an escape or a variable as it is written.
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
