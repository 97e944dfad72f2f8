public import SourceText

extension MasterMapDocument {
    /// The edits that tidy the master map up and leave what it says as it is.
    ///
    /// Neighbouring lines get their maps and options in columns made of blanks; options are parted by one blank,
    /// continued lines begin in the second column, empty lines are one at most, and lines end with LF alone. Lines
    /// that automount drops or refuses, what touches them, and the lines that autohome owns stay as they are. The
    /// result is read again: an edit that would change a mount point, its maps and options, an include, or what is
    /// lost is left out.
    public func formatting() -> [TextEdit] {
        HarmlessEdits.among(layout().edits(), in: file) { says(theSameAs: MasterMapDocument($0)) }
    }

    private func layout() -> TextLayout {
        var pieces: [(range: Range<Int>, words: [TextLayout.Word]?)] = []
        var raw = rawEntries[...]
        for line in lines {
            switch line {
            case .include(let include): pieces.append((include.range, [.init(include.range, column: 0)]))
            case .entry(let entry):
                while let next = raw.first, next.range.lowerBound < entry.range.lowerBound { raw.removeFirst() }
                let cutter = raw.first.flatMap {
                    EntryCutter($0, in: file.bytes, value: $0.value(in: file.bytes, folded: folded))
                }
                pieces.append((entry.range, cutter?.masterWords()))
            }
        }
        pieces += (droppedLines.map(\.range) + syntaxErrors.map(\.range) + lostLines).map { ($0, nil) }
        pieces.sort { $0.range.lowerBound < $1.range.lowerBound }
        var layout = AutomountLayout(file)
        for piece in pieces { layout.addLine(piece.range, words: piece.words) }
        return layout.finished()
    }

    /// Whether automount would do the same with another master map.
    private func says(theSameAs other: MasterMapDocument) -> Bool {
        lines.elementsEqual(other.lines) { mine, theirs in
            switch (mine, theirs) {
            case (.entry(let entry), .entry(let other)):
                entry.mountPoint == other.mountPoint && entry.target == other.target
            case (.include(let include), .include(let other)):
                include.name == other.name && include.entriesAbove == other.entriesAbove
            default: false
            }
        }
            && texts(droppedLines.map(\.range)) == other.texts(other.droppedLines.map(\.range))
            && syntaxErrors.map(\.reason) == other.syntaxErrors.map(\.reason)
            && texts(syntaxErrors.map(\.range)) == other.texts(other.syntaxErrors.map(\.range))
            && texts(lostLines) == other.texts(other.lostLines)
    }

    private func texts(_ ranges: [Range<Int>]) -> [ArraySlice<UInt8>] {
        ranges.map { file.bytes[$0] }
    }
}
