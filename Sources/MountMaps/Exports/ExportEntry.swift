/// One entry of an exports table: a path and the clients it is exported to.
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

/// An item after the path of an entry.
public enum ExportItem: Sendable, Hashable {
    /// A default list such as `-ro,sync`: options for the clients after it on its line. `word` is the whole item,
    /// `list` the part after `-`.
    case defaults(word: ExportWord, list: ExportWord)
    /// A client, with or without its own list.
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
    // Compact because large tables have many clients: in a literal word, one offset is enough to find its parts.
    private let parts: Parts
    /// The kind of client.
    public let kind: ExportClientKind
    /// The options; clients with identical text share one object.
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

    /// Makes a client with a list.
    ///
    /// - Parameters:
    ///   - word: The whole word.
    ///   - open: The offset of `(` in the text of the word.
    ///   - origins: The offset in the file of each decoded byte.
    ///   - kind: The kind of client.
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

    /// The part that names the client; empty if the word is only a list, or if there is no word.
    public var name: ExportWord {
        switch parts {
        case .nameAlone: word
        case .literal(let open): word.part(word.text.lowerBound..<Int(open), origins: [])
        case .decoded(let name, _): name
        }
    }

    /// The list between the parentheses; nil if there are none.
    public var list: ExportWord? {
        switch parts {
        case .nameAlone: nil
        case .literal(let open): word.part((Int(open) + 1)..<(word.text.upperBound - 1), origins: [])
        case .decoded(_, let list): list
        }
    }

    /// The options that apply to the client: the defaults, then default lists, then its own list.
    public var options: ExportOptions { grant.options }

    /// Whether the entry has no client at all, which exports its path to everyone.
    public var isImplied: Bool { name.isEmpty && list == nil }
}
