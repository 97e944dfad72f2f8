import SourceText

/// An entry of a map taken apart as far as its text alone allows, for the rules.
struct AutomountEntryView {
    /// An option and where it stands in the file.
    struct Option {
        let text: String
        let range: Range<Int>

        /// The option without its value.
        var name: Substring { text.prefix { $0 != "=" } }

        /// The option as it may be shown in a message.
        var shown: String { printable(text, limit: 120) }

        /// The value after the equals sign; `nil` where there is none.
        var value: Substring? {
            text.firstIndex(of: "=").map { text[text.index(after: $0)...] }
        }
    }

    let entry: AutomountMapEntry
    let key: ArraySlice<UInt8>
    let value: [UInt8]
    private(set) var options: [Option] = []
    /// The words after the options, as written.
    private(set) var words: [ArraySlice<UInt8>] = []
    /// A comment behind the entry, by position in the value.
    private(set) var comment: Range<Int>?

    init(_ entry: AutomountMapEntry, in document: AutomountMapDocument) {
        self.entry = entry
        key = document.key(of: entry)
        value = Array(document.value(of: entry).prefix { $0 != MapByte.nul })
        var text = EntryText(value)
        skip(&text)
        while text.next == MapByte.dash {
            text.advance()
            let word = text.takeWord()
            for item in word.split(separator: MapByte.comma) {
                let bytes = EntryText.unquoted(item) ?? Array(item)
                options.append(
                    Option(text: String(decoding: bytes, as: UTF8.self), range: range(of: item.indices))
                )
            }
            skip(&text)
        }
        while !text.isAtEnd {
            let word = text.beginsOffset ? text.takeOffset() : text.takeLocationWord()
            guard !word.isEmpty else { break }
            words.append(word)
            skip(&text)
        }
    }

    /// The type of the file system.
    var type: Substring {
        options.last { $0.name == "fstype" }?.value ?? "nfs"
    }

    var isNFS: Bool { type == "nfs" || type == "nfs4" }

    /// Whether the entry mounts several directories.
    var isMultiMount: Bool {
        words.contains { $0.first == MapByte.slash || $0.starts(with: "\"/".utf8) }
    }

    /// Whether the file system is mounted read-only.
    var isReadOnly: Bool {
        options.last { $0.text == "ro" || $0.text == "rw" }?.text == "ro"
    }

    /// An option by its name.
    func option(named names: Set<String>) -> Option? {
        options.first { names.contains(String($0.name)) }
    }

    /// Where a part of the value stands in the file; the whole entry where a continuation parts the value.
    func range(of part: Range<Int>) -> Range<Int> {
        guard let start = entry.valueRange?.lowerBound else { return entry.range }
        return (start + part.lowerBound)..<(start + part.upperBound)
    }

    private mutating func skip(_ text: inout EntryText) {
        let rest = text.rest.drop(while: MapByte.partsWords)
        if rest.first == MapByte.hash { comment = rest.indices }
        text.skipSpace()
    }
}
