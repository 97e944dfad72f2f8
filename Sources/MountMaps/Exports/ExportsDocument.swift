public import SourceText

/// An exports table: its text, and the entries that exportfs reads from it.
///
/// Nothing is looked up: paths and client names are as written. Reading follows exports(5) and `support/nfs/exports.c:
/// getexportent` of nfs-utils 2.6.2. Where exportfs would stop, reading continues with the next line, so that a report
/// can show more than one mistake; entries that exportfs never reads are kept separately.
public struct ExportsDocument: Sendable {
    /// The text.
    public let source: SourceFile
    /// The entries that exportfs reads.
    ///
    /// If reading stops inside the last one, it has only the clients before that place.
    public let entries: [ExportEntry]
    /// The entries after the place where exportfs stops reading.
    public let lostEntries: [ExportEntry]
    /// Where exportfs stops reading, and where it would stop next after each of these is fixed.
    public let stops: [ReadingStop]
    /// The comments, from `#` to the end of the line.
    public let comments: [Range<Int>]
    /// The flags that may differ between security flavors; the table was read with them.
    public let perFlavor: ExportFlags
    /// The offset of a quote that is never closed.
    let openQuote: Int?
    private let decoded: [UInt8]
    private let origins: [Int]

    /// Reads a table.
    ///
    /// Every sequence of bytes can be read. Time and memory are proportional to its length.
    ///
    /// - Parameters:
    ///   - source: The text.
    ///   - perFlavor: The flags that may differ between security flavors; there are more if the kernel has nfsd.
    public init(_ source: SourceFile, perFlavor: ExportFlags = .perFlavor) {
        var reader = ExportsReader(source.bytes, perFlavor: perFlavor)
        reader.read()
        let count = reader.readCount ?? reader.entries.count
        self.source = source
        self.perFlavor = perFlavor
        if count == reader.entries.count {
            entries = reader.entries
            lostEntries = []
        } else {
            entries = Array(reader.entries[..<count])
            lostEntries = Array(reader.entries[count...])
        }
        stops = reader.stops
        comments = reader.lexer.comments
        openQuote = reader.lexer.openQuote
        decoded = reader.lexer.decoded
        origins = reader.lexer.origins
    }

    /// The unchanged bytes of the table.
    public func printed() -> [UInt8] { source.bytes }

    /// Where and why exportfs stops reading; nil if it reads to the end.
    public var readingEnd: ReadingStop? { stops.first }

    /// The decoded bytes of a word: without quotes, with escapes and continuations resolved.
    public func bytes(of word: ExportWord) -> ArraySlice<UInt8> {
        word.isLiteral ? source.bytes[word.text] : decoded[word.text]
    }

    /// The decoded word as a string for messages; invalid UTF-8 is replaced.
    public func text(of word: ExportWord) -> String {
        String(decoding: bytes(of: word), as: UTF8.self)
    }

    /// The options of a list, as written.
    public func options(of list: ExportWord) -> [ExportWord] {
        var cutter = ExportOptionCutter(bytes(of: list))
        var options: [ExportWord] = []
        while let option = cutter.next() { options.append(list.part(option, origins: origins)) }
        return options
    }

    /// The line number that exportfs's messages give for an offset.
    ///
    /// `support/nfs/xio.c: xskipcomment` does not count the line feeds that end comments.
    public func reportedLine(at offset: Int) -> Int {
        let lineFeeds = source.bytes.prefix(offset).count { $0 == .lineFeed }
        return lineFeeds + 1 - comments.count { $0.upperBound < offset }
    }
}
