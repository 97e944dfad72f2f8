public import SourceText

/// A Sun-format automount map, autofs(5), as automount 5.1 reads it.
///
/// The document keeps the file unchanged; entries and dropped lines are ranges of it. Every file can be read: there is
/// no syntax error that makes reading fail.
public struct AutomountMapDocument: Sendable {
    /// The unchanged file.
    public let file: SourceFile
    /// The entries in file order, including those with keys that never match.
    public let entries: [AutomountMapEntry]
    /// The lines that include other maps, in file order.
    public let includes: [AutomountInclude]
    /// The lines that automount ignores, in file order.
    public let droppedLines: [DroppedLine]
    /// The positions of entries whose key an earlier entry already has; automount never uses them.
    public let duplicates: [Int]

    private let folded: [UInt8]
    private let index: KeyIndex

    /// Reads a map.
    public init(_ file: SourceFile) {
        let lines = AutomountLines(file.bytes)
        self.file = file
        entries = lines.entries
        includes = lines.includes
        droppedLines = lines.droppedLines
        folded = lines.folded
        (index, duplicates) = Self.index(lines.entries, of: file.bytes, folded: lines.folded)
    }

    /// The name that an entry's key is looked up by; `nil` if the key is invalid and never matches.
    public func name(of entry: AutomountMapEntry) -> [UInt8]? {
        AutomountKey.name(ofWritten: entry.key(in: file.bytes, folded: folded))
    }

    /// The key of an entry as written, with continuations joined.
    public func key(of entry: AutomountMapEntry) -> ArraySlice<UInt8> {
        entry.key(in: file.bytes, folded: folded)
    }

    /// The text of an entry after its key, with continuations joined, as automount passes it to its parser.
    public func value(of entry: AutomountMapEntry) -> ArraySlice<UInt8> {
        entry.value(in: file.bytes, folded: folded)
    }

    /// The position of the first entry with this name; the wildcard's name is `*`.
    public func position(ofName name: [UInt8]) -> Int? {
        position(ofName: name[...])
    }

    /// The position of the first entry with this name.
    package func position(ofName name: ArraySlice<UInt8>) -> Int? {
        index.find(name) { Self.matches(entries[$0], name, file.bytes, folded) }
    }

    private static func index(
        _ entries: [AutomountMapEntry],
        of bytes: [UInt8],
        folded: [UInt8]
    ) -> (index: KeyIndex, duplicates: [Int]) {
        var index = KeyIndex(capacity: entries.count)
        var duplicates: [Int] = []
        for (position, entry) in entries.enumerated() {
            let written = entry.key(in: bytes, folded: folded)
            let name: ArraySlice<UInt8>
            if AutomountKey.isPlain(written) {
                name = written
            } else if let unquoted = AutomountKey.name(ofWritten: written) {
                name = unquoted[...]
            } else {
                continue
            }
            let earlier = index.insert(position, key: name) { matches(entries[$0], name, bytes, folded) }
            if earlier != nil { duplicates.append(position) }
        }
        return (index, duplicates)
    }

    private static func matches(
        _ entry: AutomountMapEntry,
        _ name: ArraySlice<UInt8>,
        _ bytes: [UInt8],
        _ folded: [UInt8]
    ) -> Bool {
        let written = entry.key(in: bytes, folded: folded)
        if AutomountKey.isPlain(written) { return written == name }
        guard let unquoted = AutomountKey.name(ofWritten: written) else { return false }
        return unquoted[...] == name
    }
}

/// The lines of a whole file.
struct AutomountLines {
    private(set) var entries: [AutomountMapEntry] = []
    private(set) var includes: [AutomountInclude] = []
    private(set) var droppedLines: [DroppedLine] = []
    let folded: [UInt8]

    init(_ bytes: [UInt8]) {
        var reader = AutomountLineReader(bytes)
        while let line = reader.next() {
            switch line {
            case .entry(let key, let value, let span, let isGlued):
                entries.append(AutomountMapEntry(key: key, value: value, span: span, isGlued: isGlued))
            case .include(let name, let span):
                let written = name.bytes(in: bytes, folded: reader.folded)
                includes.append(
                    AutomountInclude(
                        name: Array(written.dropFirst()),
                        range: span,
                        entriesAbove: entries.count
                    )
                )
            case .dropped(let dropped):
                droppedLines.append(dropped)
            }
        }
        folded = reader.folded
    }
}
