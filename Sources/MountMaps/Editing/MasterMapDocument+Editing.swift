public import SourceText

extension MasterMapDocument {
    /// Returns the master map with one line set.
    ///
    /// The first line for its mount point is changed in place, or a new line is added at the end. For direct maps
    /// (`/-`), whose lines add up, it is the first line with the same map. The written mount point, the blanks after it
    /// and all other lines are kept. The result is read back and checked.
    ///
    /// - Parameter line: The line.
    /// - Returns: The new master map.
    /// - Throws: ``FileEditError``: `inexpressible` if no line can express it, `conflict` for a line in autohome's
    ///   block, `obstructed` if the surrounding text would change how the result is read.
    public func setting(_ line: MasterMapLine) throws(FileEditError) -> SourceFile {
        let text: [UInt8]
        do {
            text = try line.text().dropLast()
        } catch {
            throw FileEditError(error)
        }
        let wanted = MasterMapDocument(SourceFile(name: file.name, bytes: text))
        guard let entry = wanted.entries.first, let raw = wanted.rawEntries.first else {
            throw file.obstruction(
                at: 0,
                "the line cannot be written in a form that automount reads back unchanged."
            )
        }
        guard let index = lines.firstIndex(where: { Self.isSamePlace($0, entry) }),
            case .entry(let old) = lines[index]
        else {
            let result = file.appending(line: text, keepsCRLF: false)
            try verify(result, at: lines.count, replacing: 0, with: [entry])
            return result
        }
        if old.target == entry.target { return file }
        try file.refuseOwned(old.range)
        guard let words = words(of: old), words.count > 1, let last = words.last else {
            throw file.obstruction(
                at: old.range.lowerBound,
                "this line cannot be edited safely by a program. Edit it by hand."
            )
        }
        let value = raw.value(in: wanted.file.bytes, folded: wanted.folded)
        let edit = TextEdit(words[1].range.lowerBound..<last.range.upperBound, replacement: Array(value))
        let result = file.applying([edit]).file
        try verify(result, at: index, replacing: 1, with: [entry])
        return result
    }

    /// Returns the master map without a line.
    ///
    /// - Parameter entry: An entry of this document.
    /// - Returns: The new master map.
    /// - Throws: ``FileEditError``: `conflict` for a line in autohome's block, `obstructed` if the surrounding text
    ///   would change how the result is read.
    public func removing(_ entry: MasterMapEntry) throws(FileEditError) -> SourceFile {
        guard let index = lines.firstIndex(of: .entry(entry)) else { return file }
        try file.refuseOwned(entry.range)
        let result = file.applying([TextEdit(file.wholeLines(entry.range), replacement: [])]).file
        try verify(result, at: index, replacing: 1, with: [])
        return result
    }

    private func words(of entry: MasterMapEntry) -> [TextLayout.Word]? {
        rawEntries.first { $0.range == entry.range }.flatMap { raw in
            EntryCutter(raw, in: file.bytes, value: raw.value(in: file.bytes, folded: folded))?.masterWords()
        }
    }

    private static func isSamePlace(_ line: MasterMapLineContent, _ wanted: MasterMapEntry) -> Bool {
        guard case .entry(let entry) = line, entry.mountPoint == wanted.mountPoint else { return false }
        return !wanted.isDirect || entry.target.maps == wanted.target.maps
    }

    /// Reads a result back and checks that only the requested change happened.
    private func verify(
        _ result: SourceFile,
        at position: Int,
        replacing count: Int,
        with entries: [MasterMapEntry]
    ) throws(FileEditError) {
        let document = MasterMapDocument(result)
        var expected = lines.map(LineMeaning.init)
        expected.replaceSubrange(position..<(position + count), with: entries.map { LineMeaning(.entry($0)) })
        guard document.lines.map(LineMeaning.init) == expected,
            document.droppedLines.map(\.reason) == droppedLines.map(\.reason),
            document.syntaxErrors.map(\.reason) == syntaxErrors.map(\.reason),
            document.lostLines.count == lostLines.count
        else {
            throw file.obstruction(
                at: position < lines.count
                    ? LineMeaning.range(of: lines[position]).lowerBound : file.bytes.count,
                "the text around this line (an error that ends reading, a backslash at the end of a line, an indented "
                    + "line) would be read differently after the edit. Fix it first."
            )
        }
    }
}

/// The meaning of a line of the master map, without its position.
private enum LineMeaning: Equatable {
    case entry([UInt8], MasterMapTarget)
    case include([UInt8])

    init(_ line: MasterMapLineContent) {
        switch line {
        case .entry(let entry): self = .entry(entry.mountPoint, entry.target)
        case .include(let include): self = .include(include.name)
        }
    }

    static func range(of line: MasterMapLineContent) -> Range<Int> {
        switch line {
        case .entry(let entry): entry.range
        case .include(let include): include.range
        }
    }
}

extension MasterMapTarget {
    /// The maps without their options.
    fileprivate var maps: [MapSourceName] {
        if case .maps(let sources) = self { sources.map(\.map) } else { [] }
    }
}
