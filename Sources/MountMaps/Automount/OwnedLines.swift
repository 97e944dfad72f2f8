public import SourceText

/// The lines of a map or master map, by meaning and position, for editing autohome's block in it.
///
/// In both formats a line can swallow or drop its neighbours. So an edit is accepted only after reading the result
/// back: the lines outside the block must mean the same as before, and the lines inside must mean what was requested.
struct OwnedLines {
    /// The meaning of one line, without its position.
    struct Statement: Hashable {
        /// The key or mount point that automount looks up; nil for an include.
        let key: [UInt8]?
        /// The rest of the line's meaning.
        let content: [UInt8]
    }

    /// A line of the file.
    struct Line {
        let statement: Statement
        let range: Range<Int>
    }

    let file: SourceFile
    let lines: [Line]
    /// How many lines automount ignores or rejects.
    let lostLines: Int

    /// Replaces the lines of a file's block.
    ///
    /// - Parameters:
    ///   - file: the current file.
    ///   - wanted: the lines as text without line ends.
    ///   - read: reads a file.
    /// - Returns: the new file.
    /// - Throws: ``FileEditError`` for conflicts, obstructions and broken markers.
    static func replacing(
        in file: SourceFile,
        with wanted: [String],
        read: (SourceFile) -> OwnedLines
    ) throws(FileEditError) -> SourceFile {
        let others = read(try withoutOwned(file))
        var missing: [String] = []
        for text in wanted {
            let statements = read(SourceFile(name: file.name, text: text + "\n")).lines.map(\.statement)
            let clash = others.lines.first { line in
                line.statement.key != nil && statements.contains { $0.key == line.statement.key }
            }
            guard let clash else {
                missing.append(text)
                continue
            }
            guard statements == [clash.statement] else {
                throw others.conflict(at: clash, with: text)
            }
        }
        let result = try replacing(in: file, with: missing)
        try others.verify(read(result), wanted: missing, read: read)
        return result
    }

    private func verify(
        _ result: OwnedLines,
        wanted: [String],
        read: (SourceFile) -> OwnedLines
    ) throws(FileEditError) {
        let block = try Self.block(in: result.file)
        let isInside = { (line: Line) in block?.range.overlaps(line.range) ?? false }
        let outside = result.lines.filter { !isInside($0) }.map(\.statement)
        let inside = result.lines.filter(isInside).map(\.statement)
        let expected = wanted.flatMap { text in
            read(SourceFile(name: file.name, text: text + "\n")).lines.map(\.statement)
        }
        guard outside == lines.map(\.statement), inside == expected, result.lostLines == lostLines else {
            throw obstruction(above: block?.range.lowerBound ?? file.bytes.count)
        }
    }

    private static func withoutOwned(_ file: SourceFile) throws(FileEditError) -> SourceFile {
        guard let block = try block(in: file) else { return file }
        return file.applying([TextEdit(block.content, replacement: [])]).file
    }

    private static func block(in file: SourceFile) throws(FileEditError) -> OwnedBlock? {
        do {
            return try OwnedBlock(in: file)
        } catch {
            throw FileEditError(error)
        }
    }

    private static func replacing(in file: SourceFile, with lines: [String]) throws(FileEditError)
        -> SourceFile
    {
        do {
            return try OwnedBlock.replacing(in: file, with: lines)
        } catch {
            throw FileEditError(error)
        }
    }

    private func conflict(at line: Line, with text: String) -> FileEditError {
        let number = LineTable(file.bytes).position(of: line.range.lowerBound).line
        return FileEditError(
            .conflict,
            "\(printable(file.name)):\(number): automount would use this line instead of "
                + "\"\(printable(text, limit: 200))\", which autohome needs to add. Remove this line, or make it the same."
        )
    }

    private func obstruction(above offset: Int) -> FileEditError {
        let table = LineTable(file.bytes)
        let number = max(1, table.position(of: min(offset, file.bytes.count)).line - 1)
        return FileEditError(
            .obstructed,
            "\(printable(file.name)):\(number): the text here is unfinished (a backslash at the end of a line, an "
                + "open quote or a key without an entry); lines added below would be lost or would change its "
                + "meaning. Fix it first."
        )
    }
}

extension AutomountMapDocument {
    /// Returns the map with these lines in autohome's block, and everything else unchanged.
    ///
    /// An entry that already exists outside the block in the same words is not written again.
    ///
    /// - Parameter lines: the lines; an empty list removes the block.
    /// - Returns: the new map.
    /// - Throws: ``FileEditError`` if a line cannot be written, or if hand-written lines conflict with it.
    public func settingOwned(_ lines: [AutomountMapLine]) throws(FileEditError) -> SourceFile {
        let texts = try OwnedText.texts(lines) { (line) throws(MapLineError) in try line.text() }
        return try OwnedLines.replacing(in: file, with: texts, read: Self.ownedLines)
    }

    private static func ownedLines(of file: SourceFile) -> OwnedLines {
        let document = AutomountMapDocument(file)
        let entries = document.entries.map { entry in
            OwnedLines.Line(
                statement: .init(
                    key: document.name(of: entry) ?? Array(document.key(of: entry)),
                    content: Array(document.value(of: entry))
                ),
                range: entry.range
            )
        }
        let includes = document.includes.map { include in
            OwnedLines.Line(statement: .init(key: nil, content: include.name), range: include.range)
        }
        return OwnedLines(
            file: file,
            lines: (entries + includes).sorted { $0.range.lowerBound < $1.range.lowerBound },
            lostLines: document.droppedLines.count
        )
    }
}

extension MasterMapDocument {
    /// Returns the master map with these lines in autohome's block, and everything else unchanged.
    ///
    /// A hand-written line for the same mount point and map is kept, with its options, instead.
    ///
    /// - Parameter lines: the lines; an empty list removes the block.
    /// - Returns: the new master map.
    /// - Throws: ``FileEditError`` if a line cannot be written, or if hand-written lines conflict with it.
    public func settingOwned(_ lines: [MasterMapLine]) throws(FileEditError) -> SourceFile {
        let texts = try OwnedText.texts(lines) { (line) throws(MapLineError) in try line.text() }
        return try OwnedLines.replacing(in: file, with: texts, read: Self.ownedLines)
    }

    private static func ownedLines(of file: SourceFile) -> OwnedLines {
        let document = MasterMapDocument(file)
        let lines = document.lines.map { line in
            switch line {
            case .entry(let entry):
                OwnedLines.Line(
                    statement: .init(key: entry.mountPoint, content: content(of: entry.target)),
                    range: entry.range
                )
            case .include(let include):
                OwnedLines.Line(statement: .init(key: nil, content: include.name), range: include.range)
            }
        }
        return OwnedLines(
            file: file,
            lines: lines,
            lostLines: document.droppedLines.count + document.syntaxErrors.count
        )
    }

    /// The maps of a target, without options, because options do not decide which map is used.
    private static func content(of target: MasterMapTarget) -> [UInt8] {
        switch target {
        case .hosts: return Array("-hosts".utf8)
        case .null: return Array("-null".utf8)
        case .maps(let sources):
            let names = sources.map { source in
                "\(source.map.type ?? "")\0\(source.map.format ?? "")\0".utf8 + source.map.name
            }
            return Array(names.joined(separator: [0]))
        }
    }
}

private enum OwnedText {
    /// Returns the lines as text, without line ends.
    static func texts<Line>(
        _ lines: [Line],
        _ text: (Line) throws(MapLineError) -> [UInt8]
    ) throws(FileEditError) -> [String] {
        var texts: [String] = []
        for line in lines {
            do {
                texts.append(String(decoding: try text(line).dropLast(), as: UTF8.self))
            } catch {
                throw FileEditError(error)
            }
        }
        return texts
    }
}
