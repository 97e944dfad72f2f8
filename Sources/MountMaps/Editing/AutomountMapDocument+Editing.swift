public import SourceText

extension AutomountMapDocument {
    /// Returns the map with one entry set: the first entry with its key is changed in place, or a new one is added at
    /// the end.
    ///
    /// The written key, the blanks after it, a comment after the entry and all other lines are kept. The result is read
    /// back and checked.
    ///
    /// - Parameter line: The entry.
    /// - Returns: The new map.
    /// - Throws: ``FileEditError``: `inexpressible` if no line can express the entry, `conflict` for a line in
    ///   autohome's block, `obstructed` if the surrounding text would change how the result is read.
    public func setting(_ line: AutomountMapLine) throws(FileEditError) -> SourceFile {
        let text: [UInt8]
        do {
            text = try line.text().dropLast()
        } catch {
            throw FileEditError(error)
        }
        let wanted = AutomountMapDocument(SourceFile(name: file.name, bytes: text))
        guard let entry = wanted.entries.first, let name = wanted.name(of: entry) else {
            throw file.obstruction(
                at: 0,
                "the entry cannot be written in a form that automount reads back unchanged."
            )
        }
        let value = wanted.value(of: entry)
        guard let position = position(ofName: name) else {
            let result = file.appending(line: text, keepsCRLF: true)
            try verify(result, at: entries.count, replacing: 0, with: [value])
            return result
        }
        let old = entries[position]
        if self.value(of: old) == value { return file }
        try file.refuseOwned(old.range)
        let words = EntryCutter(old, in: file.bytes, value: self.value(of: old))?.mapWords().filter {
            $0.column != 3
        }
        guard let words, words.count > 1, let last = words.last else { throw oddLine(old) }
        let edit = TextEdit(words[1].range.lowerBound..<last.range.upperBound, replacement: Array(value))
        let result = file.applying([edit]).file
        try verify(result, at: position, replacing: 1, with: [value])
        return result
    }

    /// Returns the map without the first entry with a name, including its line's comment; the same map if there is
    /// none.
    ///
    /// - Parameter name: The name that the key is looked up by.
    /// - Returns: The new map.
    /// - Throws: ``FileEditError``: `conflict` for a line in autohome's block, `obstructed` if the surrounding text
    ///   would change how the result is read.
    public func removing(name: [UInt8]) throws(FileEditError) -> SourceFile {
        guard let position = position(ofName: name) else { return file }
        let range = entries[position].range
        try file.refuseOwned(range)
        let result = file.applying([TextEdit(file.wholeLines(range), replacement: [])]).file
        try verify(result, at: position, replacing: 1, with: [])
        return result
    }

    /// Reads a result back and checks that only the requested change happened.
    private func verify(
        _ result: SourceFile,
        at position: Int,
        replacing count: Int,
        with values: [ArraySlice<UInt8>]
    ) throws(FileEditError) {
        let document = AutomountMapDocument(result)
        let isSame = { (mine: AutomountMapEntry, theirs: AutomountMapEntry) in
            key(of: mine) == document.key(of: theirs) && value(of: mine) == document.value(of: theirs)
        }
        let changed = document.entries.dropFirst(position)
        guard document.entries.count == entries.count - count + values.count,
            zip(entries[..<position], document.entries).allSatisfy(isSame),
            zip(entries.dropFirst(position + count), changed.dropFirst(values.count)).allSatisfy(isSame),
            zip(changed, values).allSatisfy({ document.words(of: $0).starts(with: Self.words(of: $1)) }),
            includes.map(\.name) == document.includes.map(\.name),
            droppedLines.map(\.reason) == document.droppedLines.map(\.reason)
        else {
            let place = position < entries.count ? entries[position].range.lowerBound : file.bytes.count
            throw file.obstruction(
                at: place,
                "the text around this line (an open quote, a backslash at the end of a line, an indented line) would "
                    + "be read differently after the edit. Fix it first."
            )
        }
    }

    private func words(of entry: AutomountMapEntry) -> [ArraySlice<UInt8>] {
        Self.words(of: value(of: entry))
    }

    private func oddLine(_ entry: AutomountMapEntry) -> FileEditError {
        file.obstruction(
            at: entry.range.lowerBound,
            "this line cannot be edited safely by a program. Edit it by hand."
        )
    }
}
