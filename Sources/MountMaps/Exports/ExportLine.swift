import SourceText

/// An exports entry to write: a path, and clients with their options.
///
/// The initializers reject a value that exportfs would not read back unchanged.
public struct ExportLine: Sendable, Hashable {
    /// A client with its options.
    public struct Grant: Sendable, Hashable {
        /// The client: a host, address, subnet, wildcard, `@netgroup` or `*`.
        public let client: String
        /// The options as in exports(5), in reading order.
        public let options: [String]

        /// Makes a grant; ``ExportLine`` checks it.
        public init(client: String, options: [String]) {
            self.client = client
            self.options = options
        }
    }

    /// The path.
    public let path: [UInt8]
    /// The clients, in order; at least one.
    public let grants: [Grant]
    /// The line, without a line end.
    public let text: String

    /// Makes a line for a path.
    ///
    /// - Parameters:
    ///   - path: An absolute path of any bytes except NUL.
    ///   - grants: The clients; at least one.
    /// - Throws: ``FileEditError/Code/inexpressible`` if exportfs would not read back exactly this value.
    public init(path: [UInt8], grants: [Grant]) throws(FileEditError) {
        let shown = printable(path, limit: 200)
        guard path.first == UInt8(ascii: "/"), !path.contains(0) else {
            throw FileEditError(
                .inexpressible,
                "\"\(shown)\" is not an absolute path and cannot be exported."
            )
        }
        guard !grants.isEmpty else {
            throw FileEditError(
                .inexpressible,
                "\(shown): no client is given; exportfs would export the path to everyone."
            )
        }
        for grant in grants { try Self.check(grant, shown) }
        self.path = path
        self.grants = grants
        text = Self.written(path, grants)
        try verify(shown)
    }

    /// Makes a line for a path in UTF-8.
    ///
    /// - Parameters:
    ///   - path: An absolute path.
    ///   - grants: The clients; at least one.
    /// - Throws: ``FileEditError/Code/inexpressible`` if exportfs would not read back exactly this value.
    public init(path: String, grants: [Grant]) throws(FileEditError) {
        try self.init(path: Array(path.utf8), grants: grants)
    }

    private static func check(_ grant: Grant, _ path: String) throws(FileEditError) {
        let client = printable(grant.client, limit: 200)
        guard isPlain(grant.client), grant.client.utf8.first != UInt8(ascii: "-") else {
            throw FileEditError(
                .inexpressible,
                "\(path): \"\(client)\" cannot be written as a client: expected a name, an address, a subnet, "
                    + "@netgroup or *, without blanks, quotes, commas, parentheses or other special characters."
            )
        }
        let bytes = Array(grant.client.utf8)
        if ExportClientKind(of: bytes[...]) == .subnet, (try? ExportSubnet(bytes[...])) == nil {
            throw FileEditError(
                .inexpressible,
                "\(path): \"\(client)\" is not a valid subnet: expected an address, a slash, and a prefix length or mask."
            )
        }
        for option in grant.options where !isPlain(option) {
            throw FileEditError(
                .inexpressible,
                "\(path) \(client): \"\(printable(option, limit: 200))\" cannot be written as one option: it is "
                    + "empty, or contains a blank, comma, quote, parenthesis or other special character."
            )
        }
    }

    /// Whether a text is literal everywhere in a client or option: ASCII without the special characters of the syntax.
    private static func isPlain(_ text: String) -> Bool {
        let marks = Array("\"\\#,()".utf8)
        return !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !marks.contains($0) }
    }

    private static func written(_ path: [UInt8], _ grants: [Grant]) -> String {
        grants.reduce(ExportPathText.written(path)) { text, grant in
            text + " \(grant.client)(\(grant.options.joined(separator: ",")))"
        }
    }

    /// Reads the line back, because only the reader knows exactly which values can be written.
    private func verify(_ shown: String) throws(FileEditError) {
        let document = ExportsDocument(SourceFile(name: "", text: text))
        if let stop = document.readingEnd {
            let part = printable(document.source.bytes[stop.range], limit: 200)
            throw FileEditError(
                .inexpressible,
                "\(shown): exportfs cannot read \"\(part)\": \(stop.sentence(in: document.source.bytes))"
            )
        }
        guard document.entries.count == 1, document.line(of: document.entries[0]) == LineValue(path, grants)
        else {
            throw FileEditError(
                .inexpressible,
                "\(shown): the entry cannot be written in a form that exportfs reads back unchanged."
            )
        }
    }
}

/// The meaning of an entry, for comparison: its path, and its clients with their options as written.
struct LineValue: Hashable {
    let path: [UInt8]
    let grants: [ExportLine.Grant]

    init(_ path: [UInt8], _ grants: [ExportLine.Grant]) {
        self.path = path
        self.grants = grants
    }
}

extension ExportsDocument {
    /// Returns an entry as a value to write; nil if it has something that the value cannot express, such as default
    /// lists.
    public func exportLine(of entry: ExportEntry) -> ExportLine? {
        line(of: entry).flatMap { try? ExportLine(path: $0.path, grants: $0.grants) }
    }

    func line(of entry: ExportEntry) -> LineValue? {
        var grants: [ExportLine.Grant] = []
        for item in entry.items {
            guard case .client(let client) = item, !client.isImplied else { return nil }
            let options = client.list.map(options) ?? []
            grants.append(ExportLine.Grant(client: text(of: client.name), options: options.map(text)))
        }
        return LineValue(Array(bytes(of: entry.path)), grants)
    }
}
