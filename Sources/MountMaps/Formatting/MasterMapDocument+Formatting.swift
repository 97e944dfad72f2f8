public import SourceText

extension MasterMapDocument {
    /// Returns the edits that format the master map without changing its meaning.
    ///
    /// In adjacent lines, maps and options are aligned in columns with blanks. Options are separated by one blank,
    /// continued lines begin in the second column, there is at most one empty line in a row, and lines end with LF.
    /// Lines that automount drops or rejects, their surroundings, and autohome's block are not changed. The result is
    /// read again: an edit that would change a mount point, its maps and options, an include or a lost line is left
    /// out.
    public func formatting() -> [TextEdit] {
        HarmlessEdits.among(layout().edits(), in: file) { means(theSameAs: MasterMapDocument($0)) }
    }

    private func layout() -> TextLayout {
        var pieces: [(range: Range<Int>, words: [TextLayout.Word]?)] = []
        var raw = rawEntries[...]
        for line in lines {
            switch line {
            case .include(let include): pieces.append((include.range, [.init(include.range, column: 0)]))
            case .entry(let entry):
                while let next = raw.first, next.range.lowerBound < entry.range.lowerBound {
                    raw.removeFirst()
                }
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

    /// Whether another master map has the same meaning to automount.
    private func means(theSameAs other: MasterMapDocument) -> Bool {
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
