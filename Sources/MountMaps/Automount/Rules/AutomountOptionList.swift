import SourceText

/// The parsed options of an entry, and the remarks of the rules about them.
package struct AutomountOptionList: Sendable {
    /// An option and its position.
    package struct Item: Sendable {
        package let text: String
        /// The option without its value.
        let name: String
        /// The value after the equals sign; `nil` if there is none.
        let value: String?
        /// The option's range, counted from the start of the entry's value.
        let range: Range<Int>
        /// What of the option is lost on its way to mount.
        let written: WrittenOption

        /// The option, safe to show in a message.
        var shown: String { printable(text, limit: 120) }

        init(_ text: String, range: Range<Int>, written: ArraySlice<UInt8>) {
            self.text = text
            self.range = range
            self.written = WrittenOption(written)
            let equals = text.utf8.firstIndex(of: MapByte.equals)
            name = String(text[..<(equals ?? text.endIndex)])
            value = equals.map { String(text[text.utf8.index(after: $0)...]) }
        }
    }

    /// A finding about an option.
    struct Remark: Sendable {
        let rule: Rule
        let range: Range<Int>
        let message: String

        init(_ rule: Rule, about item: Item, _ message: String) {
            self.rule = rule
            range = item.range
            self.message = message
        }
    }

    package let items: [Item]
    /// The type of the file system.
    let type: String
    /// Whether the file system is NFS, which is the default.
    let isNFS: Bool
    /// Whether the file system is mounted read-only.
    let isReadOnly: Bool
    /// Whether the options ask for Kerberos.
    let isKerberos: Bool
    /// The findings of rules that look at options alone.
    private(set) var remarks: [Remark] = []

    /// Makes a list and checks it.
    init(_ items: [Item]) {
        self.items = items
        type = items.last { $0.name == "fstype" }?.value ?? "nfs"
        isNFS = type == "nfs" || type == "nfs4"
        isReadOnly = items.last { $0.text == "ro" || $0.text == "rw" }?.text == "ro"
        isKerberos = items.first { $0.name == "sec" }?.value?.hasPrefix("krb5") == true
        remarks = AutomountMapRules.families.flatMap { $0.remarks(about: self) }
    }

    /// The first option with a name.
    func first(named name: String) -> Item? {
        items.first { $0.name == name }
    }
}

/// Parses the options of entries.
///
/// Most maps repeat the same options on every line, so the last few lists are cached.
package struct AutomountOptionReader {
    private struct Known {
        /// The options with the surrounding blanks.
        let text: [UInt8]
        let list: AutomountOptionList
    }

    /// The options before the location of an entry.
    struct Reading {
        let list: AutomountOptionList
        /// Where the location begins.
        let end: Int
    }

    // Few maps use more than a handful of different lists; searching a longer cache costs more than parsing again.
    private static let room = 4
    private static let none = AutomountOptionList([])

    private var known: [Known] = []
    private var oldest = 0

    package init() {}

    /// Parses the options at the start of an entry's value.
    mutating func read(_ value: ArraySlice<UInt8>) -> Reading {
        if let first = value.first, first != MapByte.dash, !MapByte.partsWords(first) {
            return Reading(list: Self.none, end: value.startIndex)
        }
        for item in known where value.starts(with: item.text) {
            let end = value.startIndex + item.text.count
            guard end < value.endIndex, Self.beginsLocation(value[end]) else { break }
            return Reading(list: item.list, end: end)
        }
        return readAnew(value)
    }

    private mutating func readAnew(_ value: ArraySlice<UInt8>) -> Reading {
        var text = EntryText(value.prefix { $0 != MapByte.nul })
        var items: [AutomountOptionList.Item] = []
        text.skipBlanks()
        while text.next == MapByte.dash {
            text.advance()
            let word = text.takeWord()
            for item in word.split(separator: MapByte.comma) {
                let bytes = EntryText.unquoted(item) ?? Array(item)
                let start = item.startIndex - value.startIndex
                items.append(
                    .init(
                        String(decoding: bytes, as: UTF8.self),
                        range: start..<(start + item.count),
                        written: item
                    )
                )
            }
            text.skipBlanks()
        }
        let list = AutomountOptionList(items)
        if let next = text.next, Self.beginsLocation(next) {
            remember(Known(text: Array(value[..<text.position]), list: list))
        }
        return Reading(list: list, end: text.position)
    }

    private mutating func remember(_ item: Known) {
        if known.count < Self.room {
            known.append(item)
        } else {
            known[oldest] = item
            oldest = (oldest + 1) % Self.room
        }
    }

    private static func beginsLocation(_ byte: UInt8) -> Bool {
        byte != MapByte.dash && byte != MapByte.hash && !MapByte.partsWords(byte)
    }
}
