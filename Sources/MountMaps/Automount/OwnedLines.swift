public import SourceText

/// A file of automount as far as its owned block is concerned: what each line says, and where it stands.
///
/// Master maps and maps are read by the same reader, in which a line can swallow or drop its neighbours. So an
/// edit is believed only after the result was read back: what is outside the block says what it said, and what
/// is inside says what was asked.
struct OwnedLines {
    /// What one line says, without the place where it stands.
    struct Statement: Hashable {
        /// The key or mount point as automount understands it; nil for an include.
        let key: [UInt8]?
        /// Everything else that the line says.
        let content: [UInt8]
    }

    /// A line of the file.
    struct Line {
        let statement: Statement
        let range: Range<Int>
    }

    let file: SourceFile
    let lines: [Line]
    /// How many lines automount passes over or refuses.
    let lostLines: Int

    /// Puts lines into the block of a file.
    ///
    /// - Parameters:
    ///   - file: the file as it is.
    ///   - wanted: the lines as text without line ends.
    ///   - read: reads a file.
    /// - Returns: the file as it is to be.
    /// - Throws: ``FileEditError``: conflicts, obstructions and broken markers.
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
            "\(printable(file.name)):\(number): automount takes this line before \"\(printable(text, limit: 200))\", "
                + "which was to be added. Remove it, or make it say the same."
        )
    }

    private func obstruction(above offset: Int) -> FileEditError {
        let table = LineTable(file.bytes)
        let number = max(1, table.position(of: min(offset, file.bytes.count)).line - 1)
        return FileEditError(
            .obstructed,
            "\(printable(file.name)):\(number): the text here is not finished (a backslash at the end of a line, an "
                + "open quote or a key without an entry), so that lines added below it would be lost or would "
                + "change it. Mend it first."
        )
    }
}

extension AutomountMapDocument {
    /// The map with these lines as those that autohome owns, and all else as it was.
    ///
    /// An entry that somebody wrote in the same words is not written again.
    ///
    /// - Parameter lines: the lines; none removes the block.
    /// - Returns: the map as it is to be.
    /// - Throws: ``FileEditError`` where a line cannot be written, or what somebody wrote stands in the way.
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
    /// The master map with these lines as those that autohome owns, and all else as it was.
    ///
    /// A line that somebody wrote for the same mount point and map is left to them, with their options.
    ///
    /// - Parameter lines: the lines; none removes the block.
    /// - Returns: the master map as it is to be.
    /// - Throws: ``FileEditError`` where a line cannot be written, or what somebody wrote stands in the way.
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

    /// The maps of a target; options are left out, because they do not decide which map serves.
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
    /// The texts of lines, without their line ends.
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
