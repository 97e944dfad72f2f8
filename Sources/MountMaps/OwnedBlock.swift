public import SourceText

/// The lines that autohome owns in a file that people edit too.
///
/// They are between two comment lines, `# BEGIN autohome` and `# END autohome`. A blank and more text may follow each
/// marker. Bytes outside the block are never changed.
public struct OwnedBlock: Sendable, Hashable {
    /// The whole block: both marker lines with their line ends.
    public let range: Range<Int>
    /// The bytes between the marker lines.
    public let content: Range<Int>

    static let begin = "# BEGIN autohome"
    static let end = "# END autohome"
    private static let beginLine = begin + " (made by autohome; what is changed here is overwritten)"

    /// Finds the block of a file; nil if the file has none.
    ///
    /// - Parameter source: The file.
    /// - Throws: ``OwnedBlockError/Code/brokenMarkers`` if a marker has no partner or there are several blocks.
    public init?(in source: SourceFile) throws(OwnedBlockError) {
        var open: Range<Int>?
        var found: (begin: Range<Int>, end: Range<Int>)?
        var lineNumber = 0
        var beginLine = 0
        var start = 0
        while start < source.bytes.count {
            lineNumber += 1
            let stop = source.bytes[start...].firstIndex(of: .lineFeed).map { $0 + 1 } ?? source.bytes.count
            let line = start..<stop
            start = stop
            if Self.isMarker(Self.begin, source.bytes[line]) {
                guard open == nil, found == nil else {
                    throw .second(source, line: lineNumber, first: beginLine)
                }
                (open, beginLine) = (line, lineNumber)
            } else if Self.isMarker(Self.end, source.bytes[line]) {
                guard let begin = open else { throw .withoutBegin(source, line: lineNumber) }
                (found, open) = ((begin, line), nil)
            }
        }
        guard open == nil else { throw .withoutEnd(source, line: beginLine) }
        guard let found else { return nil }
        range = found.begin.lowerBound..<found.end.upperBound
        content = found.begin.upperBound..<found.end.lowerBound
    }

    /// Returns the file with these lines as its owned block.
    ///
    /// An existing block keeps its marker lines and gets the new content. Otherwise a block is added at the end of the
    /// file, after a line feed if the last line lacks one. An empty list of lines removes the block. The caller checks
    /// whether the file's syntax (an open quote, a continued line) affects the block.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - lines: The lines without line ends.
    /// - Returns: The new file.
    /// - Throws: `OwnedBlockError` if the markers are broken, or if a line contains a line end or is itself a marker.
    public static func replacing(
        in source: SourceFile,
        with lines: [String]
    ) throws(OwnedBlockError) -> SourceFile {
        for line in lines {
            let bytes = Array(line.utf8)
            let isOneLine = !bytes.contains { $0 == .lineFeed || $0 == .carriageReturn || $0 == 0 }
            guard isOneLine, !isMarker(begin, bytes[...]), !isMarker(end, bytes[...]) else {
                throw .unsafe(line, in: source)
            }
        }
        let content = Array(lines.map { $0 + "\n" }.joined().utf8)
        let edit: TextEdit
        if let block = try OwnedBlock(in: source) {
            edit =
                lines.isEmpty
                ? TextEdit(block.range, replacement: []) : TextEdit(block.content, replacement: content)
        } else {
            guard !lines.isEmpty else { return source }
            let needsLineFeed = source.bytes.last.map { $0 != .lineFeed } ?? false
            let head = (needsLineFeed ? "\n" : "") + beginLine + "\n"
            let end = source.bytes.count
            edit = TextEdit(
                end..<end,
                replacement: Array(head.utf8) + content + Array((Self.end + "\n").utf8)
            )
        }
        return source.applying([edit]).file
    }

    private static func isMarker(_ marker: String, _ line: ArraySlice<UInt8>) -> Bool {
        let text = line.drop { $0 == .blank || $0 == .tab }
        guard text.starts(with: marker.utf8) else { return false }
        return text.dropFirst(marker.utf8.count).first.map(\.isASCIISpace) ?? true
    }
}
