import SourceText

/// Reads LDIF files with entries (RFC 2849, `ldif-content`).
///
/// It is strict: any error refuses the whole file.
///
/// Changes (`changetype:`) are refused, and so are values in other files (`jpegPhoto:< file:…`), because an LDIF file
/// must not be able to make autohome open other files.
public struct LDIFReader: Sendable {
    /// The largest file that is accepted.
    public struct Limits: Sendable, Hashable {
        /// The most entries.
        public var entries: Int
        /// The most values of one entry.
        public var values: Int
        /// The longest line in bytes, after unfolding.
        public var lineLength: Int

        /// Sets limits; the defaults are enough for the maps of a large site.
        public init(entries: Int = 1_000_000, values: Int = 10_000, lineLength: Int = 1 << 20) {
            self.entries = entries
            self.values = values
            self.lineLength = lineLength
        }
    }

    private let limits: Limits

    /// Makes a reader.
    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// The entries of a text, in order.
    ///
    /// - Throws: ``LDIFError`` with the first error in the text.
    public func entries(in text: [UInt8]) throws(LDIFError) -> [LDIFEntry] {
        var entries: [LDIFEntry] = []
        try read(text) { entry, _ in entries.append(entry) }
        return entries
    }

    /// Reads the entries of a text one after another, so that those of a whole directory are never in memory at once.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - body: What to do with an entry, and with the number of the line where it begins, counted from 1.
    /// - Throws: ``LDIFError`` with the first error in the text, or that of the body.
    package func read(
        _ text: [UInt8],
        _ body: (LDIFEntry, _ line: Int) throws(LDIFError) -> Void
    ) throws(LDIFError) {
        var lines = LDIFLines(text, longest: limits.lineLength)
        var count = 0
        var open: OpenEntry?
        var isFirst = true
        while let line = try lines.next() {
            guard !line.bytes.isEmpty else {
                try close(&open, body)
                continue
            }
            let field = try Field(line)
            defer { isFirst = false }
            if isFirst, field.name == "version" {
                guard field.value.elementsEqual("1".utf8) else {
                    throw LDIFError(.syntax, line: line.number, "version 1 is expected")
                }
            } else if var entry = open {
                open = nil
                try entry.add(field, at: line.number, limits)
                open = entry
            } else {
                guard count < limits.entries else {
                    throw LDIFError(.tooLarge, line: line.number, "more than \(limits.entries) entries")
                }
                count += 1
                open = try OpenEntry(field, at: line.number)
            }
        }
        try close(&open, body)
    }

    private func close(
        _ open: inout OpenEntry?,
        _ body: (LDIFEntry, _ line: Int) throws(LDIFError) -> Void
    ) throws(LDIFError) {
        guard let entry = open else { return }
        guard !entry.attributes.isEmpty else {
            throw LDIFError(
                .syntax,
                line: entry.line,
                "the entry \(printable(entry.dn, limit: 200)) has no attributes"
            )
        }
        open = nil
        try body(LDIFEntry(dn: entry.dn, attributes: entry.attributes), entry.line)
    }
}

/// An entry that may have more lines.
private struct OpenEntry {
    let dn: String
    let line: Int
    var attributes: [LDIFEntry.Attribute] = []

    init(_ field: Field, at line: Int) throws(LDIFError) {
        guard field.name == "dn" else {
            throw LDIFError(
                .syntax,
                line: line,
                "an entry must begin with dn:, not \(printable(field.name, limit: 200))"
            )
        }
        guard let dn = String(validating: field.value, as: UTF8.self) else {
            throw LDIFError(.syntax, line: line, "the name of the entry is not UTF-8")
        }
        self.dn = dn
        self.line = line
    }

    mutating func add(_ field: Field, at line: Int, _ limits: LDIFReader.Limits) throws(LDIFError) {
        guard field.name != "changetype", field.name != "control" else {
            throw LDIFError(
                .unsupported,
                line: line,
                "this is a change, which is not supported; only entries are"
            )
        }
        guard field.name != "dn" else {
            throw LDIFError(.syntax, line: line, "an empty line is expected before the next entry")
        }
        guard attributes.count < limits.values else {
            throw LDIFError(.tooLarge, line: line, "more than \(limits.values) values in one entry")
        }
        attributes.append(LDIFEntry.Attribute(field.description, Array(field.value)))
    }
}

/// One line, split into the description and the value.
private struct Field {
    /// The description as written.
    let description: String
    let value: [UInt8]

    /// The description in lower case, for comparison.
    var name: String { description.lowercased() }

    init(_ line: LDIFLines.Line) throws(LDIFError) {
        let bytes = line.bytes
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0,
            bytes[..<colon].allSatisfy(Self.isDescriptionByte)
        else {
            throw LDIFError(
                .syntax,
                line: line.number,
                "\"name: value\" is expected, not \(printable(bytes, limit: 60))"
            )
        }
        description = String(decoding: bytes[..<colon], as: UTF8.self)
        let rest = bytes[(colon + 1)...]
        if rest.first == UInt8(ascii: ":") {
            guard let decoded = Base64.decoded(rest.dropFirst().drop { $0 == .blank }) else {
                throw LDIFError(.syntax, line: line.number, "the value of \(description) is not base64")
            }
            value = decoded
        } else {
            guard rest.first != UInt8(ascii: "<") else {
                throw LDIFError(
                    .unsupported,
                    line: line.number,
                    "the value of \(description) is in another file, which is not supported"
                )
            }
            let text = rest.drop { $0 == .blank }
            let isSafe = text.allSatisfy { $0 < 0x80 && $0 != 0 && $0 != .carriageReturn }
            guard isSafe, text.first != UInt8(ascii: ":"), text.first != UInt8(ascii: "<") else {
                throw LDIFError(
                    .syntax,
                    line: line.number,
                    "the value of \(description) must be written in base64"
                )
            }
            value = Array(text)
        }
    }

    /// Letters, digits, hyphens and dots, and semicolons before options.
    private static func isDescriptionByte(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || "-.;".utf8.contains(byte)
    }
}
