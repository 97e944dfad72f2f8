public import SourceText

extension ExportsDocument {
    /// Returns the table with a new entry at its end.
    ///
    /// - Parameter line: The entry.
    /// - Returns: The new table.
    /// - Throws: ``FileEditError/Code/obstructed`` if text above would swallow the entry.
    public func adding(_ line: ExportLine) throws(FileEditError) -> SourceFile {
        let result = source.appending(line: line.text.utf8, keepsCRLF: true)
        let new = ExportsDocument(SourceFile(name: "", text: line.text), perFlavor: perFlavor)
        try verify(result, at: entries.count, replacing: 0, with: new.entries.map(new.meaning))
        return result
    }

    /// Returns the table without an entry, including its lines' comment.
    ///
    /// - Parameter entry: One of ``entries``.
    /// - Returns: The new table.
    /// - Throws: ``FileEditError``: `conflict` for an entry in autohome's block, `obstructed` if the surrounding text
    ///   would change how the result is read.
    public func removing(_ entry: ExportEntry) throws(FileEditError) -> SourceFile {
        guard let position = entries.firstIndex(of: entry) else { return source }
        try source.refuseOwned(entry.range)
        let result = source.applying([TextEdit(source.wholeLines(entry.range), replacement: [])]).file
        try verify(result, at: position, replacing: 1, with: [])
        return result
    }

    /// Returns the table in which an entry exports its path to a client with these options.
    ///
    /// An existing client keeps its place and spelling; a new one is added at the end of the line.
    ///
    /// - Parameters:
    ///   - grant: The client and its options.
    ///   - entry: One of ``entries``.
    /// - Returns: The new table.
    /// - Throws: ``FileEditError``: `inexpressible` if the client or an option cannot be written, `conflict` for an
    ///   entry in autohome's block, `obstructed` if this client would get options other than requested, for example
    ///   from a default list, or if another client's options would change.
    public func settingClient(
        _ grant: ExportLine.Grant,
        of entry: ExportEntry
    ) throws(FileEditError) -> SourceFile {
        guard let position = entries.firstIndex(of: entry) else { return source }
        try source.refuseOwned(entry.range)
        let line = try ExportLine(path: "/", grants: [grant])
        let document = ExportsDocument(SourceFile(name: "", text: line.text), perFlavor: perFlavor)
        guard let wanted = document.entries.first?.clients.first.map(document.meaning) else { return source }
        var meaning = meaning(entry)
        let list = Array("(\(grant.options.joined(separator: ",")))".utf8)
        let edit: TextEdit
        if let index = entry.clients.firstIndex(where: { isNamed($0, grant.client) }) {
            let client = entry.clients[index]
            let end = client.list == nil ? client.word.range.upperBound : client.name.range.upperBound
            edit = TextEdit(end..<client.word.range.upperBound, replacement: list)
            meaning.clients[index].options = wanted.options
        } else {
            let end = entry.range.upperBound
            edit = TextEdit(end..<end, replacement: [.blank] + Array(grant.client.utf8) + list)
            meaning.clients.append(wanted)
        }
        let result = source.applying([edit]).file
        try verify(result, at: position, replacing: 1, with: [meaning])
        return result
    }

    /// Returns the table in which an entry no longer exports its path to a client.
    ///
    /// With its last client the entry is removed, because a path without a client is exported to everyone.
    ///
    /// - Parameters:
    ///   - name: The client.
    ///   - entry: One of ``entries``.
    /// - Returns: The new table.
    /// - Throws: ``FileEditError``: `conflict` for an entry in autohome's block, `obstructed` if the surrounding text
    ///   would change how the result is read.
    public func removingClient(_ name: String, of entry: ExportEntry) throws(FileEditError) -> SourceFile {
        guard let position = entries.firstIndex(of: entry),
            let item = entry.items.firstIndex(where: { item in
                if case .client(let client) = item { isNamed(client, name) } else { false }
            })
        else { return source }
        if entry.clients.count == 1 { return try removing(entry) }
        try source.refuseOwned(entry.range)
        let before = item == 0 ? entry.path.range : entry.items[item - 1].word.range
        let edit = TextEdit(before.upperBound..<entry.items[item].word.range.upperBound, replacement: [])
        let result = source.applying([edit]).file
        var meaning = meaning(entry)
        meaning.clients.remove(
            at: entry.items[..<item].count { if case .client = $0 { true } else { false } }
        )
        try verify(result, at: position, replacing: 1, with: [meaning])
        return result
    }

    /// Whether a client has this name; exportfs ignores case.
    private func isNamed(_ client: ExportClient, _ name: String) -> Bool {
        !client.isImplied && Array(bytes(of: client.name)).asciiLowercased == Array(name.utf8).asciiLowercased
    }

    private func meaning(_ entry: ExportEntry) -> EntryMeaning {
        EntryMeaning(path: Array(bytes(of: entry.path)), clients: entry.clients.map(meaning), stop: nil)
    }

    /// Reads a result back and checks that only the requested change happened.
    private func verify(
        _ result: SourceFile,
        at position: Int,
        replacing count: Int,
        with meaning: [EntryMeaning]
    ) throws(FileEditError) {
        let document = ExportsDocument(result, perFlavor: perFlavor)
        var expected = entries.map(self.meaning)
        expected.replaceSubrange(position..<(position + count), with: meaning)
        guard document.entries.map(document.meaning) == expected,
            document.stops.map(\.reason) == stops.map(\.reason),
            document.lostEntries.count == lostEntries.count
        else {
            throw source.obstruction(
                at: position < entries.count ? entries[position].range.lowerBound : source.bytes.count,
                "the text around this entry (a default list, an open quote, a backslash at the end of a line, a place "
                    + "where reading stops) would be read differently after the edit. Fix it first."
            )
        }
    }
}
