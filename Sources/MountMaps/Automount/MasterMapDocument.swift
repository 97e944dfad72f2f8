public import SourceText

/// A line of the master map that automount uses.
public enum MasterMapLineContent: Sendable, Hashable {
    /// A mount point and its map.
    case entry(MasterMapEntry)
    /// Another master map, read in its place.
    case include(AutomountInclude)
}

/// The master map, auto.master(5), as automount 5.1 reads it.
///
/// The document keeps the file unchanged. Every file can be read: syntax errors are recorded, and reading goes on.
public struct MasterMapDocument: Sendable {
    /// The unchanged file.
    public let file: SourceFile
    /// The lines that automount uses, in file order.
    public let lines: [MasterMapLineContent]
    /// The lines that automount's file reader ignores, in file order.
    public let droppedLines: [DroppedLine]
    /// The lines that the file reader accepts and the grammar rejects, in file order.
    public let syntaxErrors: [MasterMapSyntaxError]

    /// Lines with a syntax error that still reserve their mount point, and mount nothing there.
    public let unreadableEntries: [MasterMapEntry]

    /// The entries and includes after a syntax error that makes automount lose all later lines.
    public let lostLines: [Range<Int>]

    let rawEntries: [AutomountMapEntry]
    let folded: [UInt8]

    /// Reads a master map.
    public init(_ file: SourceFile) {
        self.file = file
        let read = AutomountLines(file.bytes)
        rawEntries = read.entries
        droppedLines = read.droppedLines
        folded = read.folded
        var lines: [MasterMapLineContent] = []
        var errors: [MasterMapSyntaxError] = []
        var lost: [Range<Int>] = []
        var unreadable: [MasterMapEntry] = []
        for (line, range) in Self.inOrder(read) {
            if let last = errors.last, last.losesFollowingLines {
                lost.append(range)
                continue
            }
            switch line {
            case .include(let include): lines.append(.include(include))
            case .entry(let raw):
                do throws(MasterLineParser.Failure) {
                    let (entry, failure) = try Self.entry(raw, in: file.bytes, folded: read.folded)
                    guard let failure else {
                        lines.append(.entry(entry))
                        continue
                    }
                    unreadable.append(entry)
                    errors.append(Self.syntaxError(failure, in: raw))
                } catch {
                    errors.append(Self.syntaxError(error, in: raw))
                }
            }
        }
        self.lines = lines
        syntaxErrors = errors
        lostLines = lost
        unreadableEntries = unreadable
    }

    /// Whether automount reads no line of any master map after this file.
    public var endsReading: Bool {
        syntaxErrors.last?.losesFollowingLines ?? false
    }

    private enum RawLine {
        case entry(AutomountMapEntry)
        case include(AutomountInclude)
    }

    private static func inOrder(_ read: AutomountLines) -> [(line: RawLine, range: Range<Int>)] {
        let entries = read.entries.map { (line: RawLine.entry($0), range: $0.range) }
        let includes = read.includes.map { (line: RawLine.include($0), range: $0.range) }
        guard !includes.isEmpty else { return entries }
        return (entries + includes).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The entries, without the includes.
    public var entries: [MasterMapEntry] {
        lines.compactMap { line in
            if case .entry(let entry) = line { entry } else { nil }
        }
    }

    /// The option words of each line, and the bytes among them that automount skips; lines with a continuation are left
    /// out.
    func optionAreas() -> [(line: Range<Int>, words: [MasterOptionScanner.Word], ignored: [Range<Int>])] {
        rawEntries.compactMap { raw in
            guard raw.valueRange != nil else { return nil }
            var parser = MasterLineParser(raw.value(in: file.bytes, folded: folded))
            guard (try? parser.target()) != nil else { return nil }
            return (raw.range, parser.words, parser.ignored)
        }
    }

    /// The text of a line after its mount point, without continuations.
    func value(of raw: AutomountMapEntry) -> ArraySlice<UInt8> {
        raw.value(in: file.bytes, folded: folded)
    }

    private static func entry(
        _ raw: AutomountMapEntry,
        in bytes: [UInt8],
        folded: [UInt8]
    ) throws(MasterLineParser.Failure) -> (entry: MasterMapEntry, failure: MasterLineParser.Failure?) {
        let mountPoint = try MasterLineParser.mountPoint(raw.key(in: bytes, folded: folded))
        var parser = MasterLineParser(raw.value(in: bytes, folded: folded))
        let target = try parser.target()
        let entry = MasterMapEntry(
            mountPoint: mountPoint,
            target: target,
            isMulti: parser.isMulti,
            range: raw.range
        )
        let failure = parser.unreadableName.map {
            MasterLineParser.Failure(reason: .incompleteLDAPName, position: $0)
        }
        return (entry, failure)
    }

    private static func syntaxError(
        _ failure: MasterLineParser.Failure,
        in raw: AutomountMapEntry
    ) -> MasterMapSyntaxError {
        let isInFile = raw.valueRange != nil && raw.keyRange != nil
        let start = min(failure.position, raw.range.upperBound)
        let culprit = isInFile && start >= raw.range.lowerBound ? start..<raw.range.upperBound : raw.range
        return MasterMapSyntaxError(reason: failure.reason, culprit: culprit, range: raw.range)
    }
}
