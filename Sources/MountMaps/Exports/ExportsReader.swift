/// Reads a table entry by entry, as `support/nfs/exports.c: getexportent` does.
struct ExportsReader {
    /// The buffers of `getexportent`: 1,025 bytes for a path, 512 for a client with its list, including the final NUL.
    private static let pathLimit = 1025
    private static let clientLimit = 512

    private(set) var lexer: ExportsLexer
    private(set) var entries: [ExportEntry] = []
    private(set) var stops: [ReadingStop] = []
    /// How many entries exportfs has read when it stops.
    private(set) var readCount: Int?
    private var lists: ExportOptionListReader

    init(_ bytes: [UInt8], perFlavor: ExportFlags) {
        lexer = ExportsLexer(bytes)
        lists = ExportOptionListReader(perFlavor: perFlavor)
    }

    /// Reads everything; where exportfs would stop, reading continues with the next line.
    mutating func read() {
        while true {
            lexer.skipToPath()
            if lexer.isAtEnd { break }
            if let stop = readEntry() {
                readCount = readCount ?? entries.count
                stops.append(stop)
                lexer.skipLine()
            }
        }
    }

    private mutating func readEntry() -> ReadingStop? {
        switch lexer.word(limit: Self.pathLimit) {
        case .nothing(let range): return ReadingStop(reason: .emptyPath, range: range)
        case .tooLong(let range): return ReadingStop(reason: .pathTooLong, range: range)
        case .word(let path): return readItems(of: path)
        }
    }

    /// Reads clients and default lists up to the first empty word after a client, which is usually the end of the line.
    private mutating func readItems(of path: ExportWord) -> ReadingStop? {
        var entry = ExportEntry(path: path, items: [])
        defer { entries.append(entry) }
        var defaults = ExportOptionList.defaults
        var mayBeDefaults = true
        var clients = 0
        var clientsSharingSquash = 0
        while true {
            lexer.skipToClient()
            let word: ExportWord
            switch lexer.word(limit: Self.clientLimit) {
            case .tooLong(let range):
                return ReadingStop(reason: .clientTooLong, range: range)
            case .nothing(let range):
                if mayBeDefaults, clients > 0 { return nil }
                word = .empty(at: range.lowerBound..<max(range.lowerBound, trimmed(range)))
            case .word(let found):
                word = found
            }
            if mayBeDefaults, bytes(of: word).first == UInt8(ascii: "-") {
                let list = part(of: word, (word.text.lowerBound + 1)..<word.text.upperBound)
                entry.items.append(.defaults(word: word, list: list))
                switch lists.read(bytes(of: list), on: defaults) {
                case .success(let list): defaults = list
                case .failure(let failure):
                    guard clientsSharingSquash == 0 else {
                        return ReadingStop(reason: .abort, range: word.range)
                    }
                    return stop(failure, in: word)
                }
                mayBeDefaults = false
                continue
            }
            mayBeDefaults = true
            clients += 1
            switch client(word, defaults) {
            case .success(let client): entry.items.append(.client(client))
            case .failure(let failure):
                if clientsSharingSquash == 0 || failure.reason == .brokenList {
                    return stop(failure, in: word)
                }
            }
            if !defaults.options.squashedUIDs.isEmpty || !defaults.options.squashedGIDs.isEmpty {
                clientsSharingSquash += 1
            }
            // parseopts makes two clients share one list of squashed ids, and exportfs frees it twice;
            // case default-squash-list.
            if clientsSharingSquash == 2 { return ReadingStop(reason: .abort, range: word.range) }
        }
    }

    /// The end of the text of an empty word: includes `""`, but not a line end.
    private func trimmed(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, lexer.bytes[end - 1].endsExportWord { end -= 1 }
        return end
    }

    private mutating func client(
        _ word: ExportWord,
        _ defaults: ExportOptionList
    ) -> Result<ExportClient, ExportOptions.Failure> {
        let text = bytes(of: word)
        guard let open = text.firstIndex(of: UInt8(ascii: "(")) else {
            return .success(ExportClient(word: word, kind: ExportClientKind(of: text), grant: defaults))
        }
        guard let close = text[open...].firstIndex(of: UInt8(ascii: ")")), close == text.endIndex - 1 else {
            return .failure(.init(reason: .brokenList, option: word.text))
        }
        return lists.read(text[(open + 1)..<close], on: defaults).map { grant in
            ExportClient(
                word: word,
                open: open,
                origins: lexer.origins,
                kind: ExportClientKind(of: text[..<open]),
                grant: grant
            )
        }
    }

    private func stop(_ failure: ExportOptions.Failure, in word: ExportWord) -> ReadingStop {
        ReadingStop(reason: failure.reason, range: part(of: word, failure.option).range, word: word.range)
    }

    private func bytes(of word: ExportWord) -> ArraySlice<UInt8> {
        word.isLiteral ? lexer.bytes[word.text] : lexer.decoded[word.text]
    }

    private func part(of word: ExportWord, _ text: Range<Int>) -> ExportWord {
        word.part(text, origins: lexer.origins)
    }
}

extension ExportWord {
    /// A part of the word, with its range in the file.
    func part(_ part: Range<Int>, origins: [Int]) -> ExportWord {
        guard !isLiteral else { return ExportWord(range: part, isLiteral: true, text: part) }
        let start = part.lowerBound == text.lowerBound ? range.lowerBound : origin(part.lowerBound, origins)
        let end = part.upperBound == text.upperBound ? range.upperBound : origin(part.upperBound, origins)
        return ExportWord(range: start..<max(start, end), isLiteral: false, text: part)
    }

    private func origin(_ offset: Int, _ origins: [Int]) -> Int {
        offset < text.upperBound ? origins[offset] : range.upperBound
    }
}
