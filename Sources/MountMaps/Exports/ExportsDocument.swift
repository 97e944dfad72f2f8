public import SourceText

/// An exports table as text: every byte of it, and what exportfs makes of them.
///
/// Nothing is looked up: paths are as written and clients are names. Reading follows exports(5) and nfs-utils
/// 2.6.2 as observed. Where exportfs would stop, reading goes on with the next line, so that a report can name
/// more than one mistake; what exportfs never sees is kept apart.
public struct ExportsDocument: Sendable {
    /// The text.
    public let source: SourceFile
    /// The entries that exportfs reads; of the last one, where reading stops in it, the clients before that place.
    public let entries: [ExportEntry]
    /// The entries after the place where exportfs stops reading.
    public let lostEntries: [ExportEntry]
    /// Where exportfs stops reading, and where it would stop again if what is before were mended.
    public let stops: [ReadingStop]
    /// The comments, from `#` to the end of the line.
    public let comments: [Range<Int>]
    /// The flags that may differ between security flavors, with which the table was read.
    public let perFlavor: ExportFlags
    /// Where a quote was opened that nothing closes.
    let openQuote: Int?
    private let decoded: [UInt8]
    private let origins: [Int]

    /// Reads a table.
    ///
    /// Every sequence of bytes is one; time and room grow with its length.
    ///
    /// - Parameters:
    ///   - source: The text.
    ///   - perFlavor: The flags that may differ between security flavors: more where the kernel has nfsd.
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

    /// The bytes of the table, each as it was read.
    public func printed() -> [UInt8] { source.bytes }

    /// Where and why exportfs stops reading; nil where it reads to the end.
    public var readingEnd: ReadingStop? { stops.first }

    /// What a word means: quotes dropped, escapes and continuations resolved.
    public func bytes(of word: ExportWord) -> ArraySlice<UInt8> {
        word.isLiteral ? source.bytes[word.text] : decoded[word.text]
    }

    /// What a word means as a string, with what is not UTF-8 replaced, for messages.
    public func text(of word: ExportWord) -> String {
        String(decoding: bytes(of: word), as: UTF8.self)
    }

    /// The options of a list, one by one, as written.
    public func options(of list: ExportWord) -> [ExportWord] {
        var cutter = ExportOptionCutter(bytes(of: list))
        var options: [ExportWord] = []
        while let option = cutter.next() { options.append(list.part(option, origins: origins)) }
        return options
    }

    /// The line that messages of exportfs name for a place: it does not count the line feeds after comments.
    public func reportedLine(at offset: Int) -> Int {
        let lineFeeds = source.bytes.prefix(offset).count { $0 == .lineFeed }
        return lineFeeds + 1 - comments.count { $0.upperBound < offset }
    }
}
