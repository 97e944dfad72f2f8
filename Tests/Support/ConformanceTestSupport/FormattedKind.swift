import MountMaps
public import SourceText

/// The kinds of files that can be formatted.
public enum FormattedKind: CaseIterable, Sendable {
    case exports
    case map
    case masterMap

    /// The formatted contents of a file.
    public func formatted(_ bytes: [UInt8]) -> [UInt8] {
        let file = SourceFile(name: "file", bytes: bytes)
        return file.applying(edits(of: file)).file.bytes
    }

    /// The formatted text.
    public func formatted(_ text: String) -> String {
        String(decoding: formatted(Array(text.utf8)), as: UTF8.self)
    }

    /// The edits that format a file.
    public func edits(of file: SourceFile) -> [TextEdit] {
        switch self {
        case .exports: ExportsDocument(file).formatting()
        case .map: AutomountMapDocument(file).formatting()
        case .masterMap: MasterMapDocument(file).formatting()
        }
    }
}

extension FormattedKind {
    /// The meaning of a file for the server or automount, as comparable text.
    ///
    /// It comes from the parsed documents, not from the formatter.
    public func meaning(of bytes: [UInt8]) -> [String] {
        let file = SourceFile(name: "file", bytes: bytes)
        switch self {
        case .exports: return meaning(of: ExportsDocument(file))
        case .map: return meaning(of: AutomountMapDocument(file))
        case .masterMap: return meaning(of: MasterMapDocument(file))
        }
    }

    private func meaning(of table: ExportsDocument) -> [String] {
        let entries = (table.entries + table.lostEntries).map { entry in
            "\(Array(table.bytes(of: entry.path))) "
                + entry.clients.map { "\(Array(table.bytes(of: $0.name))) \($0.isImplied) \($0.options)" }
                .joined()
        }
        return ["\(table.entries.count)"] + entries + table.stops.map { "\($0.reason)" }
            + table.comments.map { folded(bytes(table.source, $0)) }
    }

    private func meaning(of map: AutomountMapDocument) -> [String] {
        map.entries.map { "\(Array(map.key(of: $0))) \(folded(map.value(of: $0)))" }
            + map.includes.map { "+\($0.name) \($0.entriesAbove)" }
            + map.droppedLines.map { "\($0.reason) \(bytes(map.file, $0.range))" }
    }

    private func meaning(of master: MasterMapDocument) -> [String] {
        let lines = master.lines.map { line in
            switch line {
            case .entry(let entry): "\(entry.mountPoint) \(entry.target)"
            case .include(let include): "+\(include.name)"
            }
        }
        return lines + master.droppedLines.map { "\($0.reason) \(bytes(master.file, $0.range))" }
            + master.syntaxErrors.map { "\($0.reason) \(bytes(master.file, $0.range))" }
    }

    /// The text with every run of blanks replaced by one.
    private func folded(_ text: some Collection<UInt8>) -> String {
        text.split { " \t\r".utf8.contains($0) }.map { "\(Array($0))" }.joined(separator: " ")
    }

    private func bytes(_ file: SourceFile, _ range: Range<Int>) -> [UInt8] { Array(file.bytes[range]) }
}
