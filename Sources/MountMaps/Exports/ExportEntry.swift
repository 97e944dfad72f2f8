/// One entry of an exports table: a path, and to whom it is exported.
public struct ExportEntry: Sendable, Hashable {
    /// The path as written.
    public let path: ExportWord
    /// The default lists and clients, in file order.
    public internal(set) var items: [ExportItem]

    /// The bytes of the entry, from its path to its last word.
    public var range: Range<Int> {
        path.range.lowerBound..<max(path.range.upperBound, items.last?.word.range.upperBound ?? 0)
    }

    /// The clients, in file order.
    public var clients: [ExportClient] {
        items.compactMap(\.client)
    }
}

/// What may follow the path of an entry.
public enum ExportItem: Sendable, Hashable {
    /// `-ro,sync`: options for the clients after it on its line. The words are all of it, and the list after `-`.
    case defaults(word: ExportWord, list: ExportWord)
    /// A client, with or without a list of its own.
    case client(ExportClient)

    /// The client; nil for a default list.
    var client: ExportClient? {
        if case .client(let client) = self { client } else { nil }
    }

    /// The whole word.
    public var word: ExportWord {
        switch self {
        case .defaults(let word, _): word
        case .client(let client): client.word
        }
    }
}

/// One client of an entry.
public struct ExportClient: Sendable, Hashable {
    /// The whole word: the client with its list.
    public let word: ExportWord
    // Compact on purpose: where the word is written as it is meant, its parts are told by one offset.
    private let parts: Parts
    /// What kind of client the name stands for.
    public let kind: ExportClientKind
    /// The options, which clients that are given the same in the same words share.
    let grant: ExportOptionList

    private enum Parts: Sendable, Hashable {
        case nameAlone
        case literal(open: UInt32)
        indirect case decoded(name: ExportWord, list: ExportWord)
    }

    init(word: ExportWord, kind: ExportClientKind, grant: ExportOptionList) {
        self.word = word
        self.kind = kind
        self.grant = grant
        parts = .nameAlone
    }

    /// Takes up a client with a list.
    ///
    /// - Parameters:
    ///   - word: The whole word.
    ///   - open: Where `(` stands in the text of the word.
    ///   - origins: Where each decoded byte is written.
    ///   - kind: What kind of client the name stands for.
    ///   - grant: The options.
    init(word: ExportWord, open: Int, origins: [Int], kind: ExportClientKind, grant: ExportOptionList) {
        self.word = word
        self.kind = kind
        self.grant = grant
        parts =
            word.isLiteral
            ? .literal(open: UInt32(clamping: open))
            : .decoded(
                name: word.part(word.text.lowerBound..<open, origins: origins),
                list: word.part((open + 1)..<(word.text.upperBound - 1), origins: origins)
            )
    }

    /// The part that names the client; empty where only a list or nothing at all is given.
    public var name: ExportWord {
        switch parts {
        case .nameAlone: word
        case .literal(let open): word.part(word.text.lowerBound..<Int(open), origins: [])
        case .decoded(let name, _): name
        }
    }

    /// The list between the parentheses; nil where there are none.
    public var list: ExportWord? {
        switch parts {
        case .nameAlone: nil
        case .literal(let open): word.part((Int(open) + 1)..<(word.text.upperBound - 1), origins: [])
        case .decoded(_, let list): list
        }
    }

    /// The options that hold for the client: defaults, default lists, its own list.
    public var options: ExportOptions { grant.options }

    /// Whether the entry names no client here at all, which exports its path to everyone.
    public var isImplied: Bool { name.isEmpty && list == nil }
}
