public import SourceText

extension ExportsDocument {
    /// Returns the edits that format the table without changing its meaning.
    ///
    /// In adjacent entries, the clients are aligned in one column with blanks, and the comments in another. Clients are
    /// separated by one blank, continued lines begin in the column of the clients, there is at most one empty line in a
    /// row, and lines end with LF. Entries with an error and autohome's block are not changed. The result is read
    /// again: an edit that would change a path, a client, an effective option, a place where reading stops or a comment
    /// is left out.
    public func formatting() -> [TextEdit] {
        HarmlessEdits.among(layout().edits(), in: source) {
            means(theSameAs: ExportsDocument($0, perFlavor: perFlavor))
        }
    }

    private func layout() -> TextLayout {
        var layout = TextLayout(source.bytes)
        let owned = (try? OwnedBlock(in: source))?.range
        var comments = comments[...]
        var stops = stops[...]
        let entries = entries + lostEntries
        for (index, entry) in entries.enumerated() {
            let start = entry.range.lowerBound
            let next = index + 1 < entries.count ? entries[index + 1].range.lowerBound : source.bytes.count
            addTexts(before: start, &comments, &stops, owned, to: &layout)
            let isOwned = owned?.contains(start) ?? false
            if let stop = stops.first, stop.range.lowerBound < next, !stop.reason.isSilent {
                layout.addUntouchable(start..<max(entry.range.upperBound, stop.range.upperBound))
            } else if let openQuote, openQuote >= start, openQuote < next {
                layout.addUntouchable(entry.range)
            } else if !isOwned {
                var words = words(of: entry)
                if let comment = comments.first, let last = words.last, comment.lowerBound < next,
                    layout.gap(last.range.upperBound..<comment.lowerBound) != .other
                {
                    comments.removeFirst()
                    let end = source.bytes.trimmedEnd(of: comment)
                    words.append(.init(comment.lowerBound..<end, column: 2))
                }
                layout.addRow(words)
            }
        }
        addTexts(before: source.bytes.count, &comments, &stops, owned, to: &layout)
        return layout
    }

    private func words(of entry: ExportEntry) -> [TextLayout.Word] {
        var words = [TextLayout.Word(entry.path.range, column: 0)]
        for item in entry.items where !item.word.range.isEmpty {
            words.append(.init(item.word.range, column: words.count == 1 ? 1 : nil))
        }
        return words
    }

    /// Adds the comments, autohome's block and the places where reading stops that begin before an offset.
    private func addTexts(
        before offset: Int,
        _ comments: inout ArraySlice<Range<Int>>,
        _ stops: inout ArraySlice<ReadingStop>,
        _ owned: Range<Int>?,
        to layout: inout TextLayout
    ) {
        while true {
            let comment = comments.first?.lowerBound ?? .max
            let stop = stops.first?.range.lowerBound ?? .max
            guard min(comment, stop) < offset else { return }
            if stop <= comment, let stop = stops.popFirst() {
                layout.addUntouchable(stop.range)
            } else if let comment = comments.popFirst() {
                if let owned, owned.contains(comment.lowerBound) {
                    layout.addUntouchable(owned)
                } else {
                    layout.addComment(comment)
                }
            }
        }
    }

    /// Whether another table exports the same paths to the same clients with the same options, stops at the same words
    /// and has the same comments.
    private func means(theSameAs other: ExportsDocument) -> Bool {
        entries.count == other.entries.count && lostEntries.count == other.lostEntries.count
            && (openQuote == nil) == (other.openQuote == nil)
            && stops.map(\.reason) == other.stops.map(\.reason)
            && zip(entries + lostEntries, other.entries + other.lostEntries).allSatisfy {
                isEqual($0, to: $1, of: other)
            }
            && comments.elementsEqual(other.comments) {
                source.bytes[$0.lowerBound..<source.bytes.trimmedEnd(of: $0)]
                    == other.source.bytes[$1.lowerBound..<other.source.bytes.trimmedEnd(of: $1)]
            }
    }

    private func isEqual(_ entry: ExportEntry, to their: ExportEntry, of other: ExportsDocument) -> Bool {
        bytes(of: entry.path) == other.bytes(of: their.path)
            && entry.items.elementsEqual(their.items) { mine, theirs in
                guard bytes(of: mine.word) == other.bytes(of: theirs.word) else { return false }
                switch (mine, theirs) {
                case (.defaults, .defaults): return true
                case (.client(let client), .client(let other)):
                    return client.isImplied == other.isImplied && client.options == other.options
                default: return false
                }
            }
    }
}
