import SourceText

/// The lines of a file as rows and columns, for computing the edits that align them.
///
/// Only white space between the words of a row and between lines is edited. Text that is not understood is untouchable,
/// together with the white space around it.
struct TextLayout {
    /// A word of a row.
    struct Word {
        let range: Range<Int>
        /// The column that the word is aligned to; nil for a word that follows the previous one after a single blank.
        let column: Int?

        init(_ range: Range<Int>, column: Int? = nil) {
            self.range = range
            self.column = column
        }
    }

    struct Item {
        enum Kind {
            /// An entry, as the indices of its words.
            case row(Range<Int>)
            /// A comment on its own line.
            case comment
            /// Text that is not changed.
            case untouchable
        }

        fileprivate(set) var kind: Kind
        fileprivate(set) var range: Range<Int>

        var isTouchable: Bool {
            if case .untouchable = kind { false } else { true }
        }
    }

    let bytes: [UInt8]
    private(set) var words: [Word] = []
    private(set) var items: [Item] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The end of the last item.
    var end: Int { items.last?.range.upperBound ?? 0 }

    /// Adds an entry after all earlier items.
    ///
    /// If its words are separated by anything but blanks, it is untouchable.
    mutating func addRow(_ row: [Word]) {
        guard let first = row.first, let last = row.last else { return }
        let range = first.range.lowerBound..<last.range.upperBound
        guard isAlignable(row) else {
            addUntouchable(range)
            return
        }
        add(Item(kind: .row(words.count..<(words.count + row.count)), range: range))
        words += row
    }

    /// Adds a comment after all earlier items, without its trailing blanks.
    mutating func addComment(_ range: Range<Int>) {
        let end = bytes.trimmedEnd(of: range)
        // If trailing blanks were removed after a backslash, the backslash would continue the comment.
        let keepsEnd = end > range.lowerBound && bytes[end - 1] == .backslash
        add(Item(kind: .comment, range: range.lowerBound..<(keepsEnd ? range.upperBound : end)))
    }

    /// Adds text that must not be changed.
    mutating func addUntouchable(_ range: Range<Int>) {
        add(Item(kind: .untouchable, range: range))
    }

    private mutating func add(_ item: Item) {
        var item = item
        if let last = items.last, item.range.lowerBound < last.range.upperBound {
            let upper = max(item.range.upperBound, last.range.upperBound)
            item = Item(kind: .untouchable, range: last.range.lowerBound..<upper)
            items.removeLast()
        } else if case .row = item.kind, !startsLine(item) {
            item.kind = .untouchable
        }
        items.append(item)
    }

    private func isAlignable(_ row: [Word]) -> Bool {
        for (word, next) in zip(row, row.dropFirst()) {
            guard gap(word.range.upperBound..<next.range.lowerBound) != .other else { return false }
        }
        return row.allSatisfy { bytes[$0.range.upperBound - 1] != .backslash }
    }

    private func startsLine(_ item: Item) -> Bool {
        let start = item.range.lowerBound
        if start == 0 || bytes[start - 1] == .lineFeed { return true }
        guard items.last?.isTouchable ?? true else { return false }
        return blankLines(end..<start).map { $0 >= 0 || items.isEmpty } ?? false
    }
}

extension TextLayout {
    /// The text between two words of a row.
    enum Gap {
        case blanks
        /// Blanks and one continuation: a backslash before a line feed.
        case continuation
        case other
    }

    func gap(_ range: Range<Int>) -> Gap {
        var continuations = 0
        var offset = range.lowerBound
        while offset < range.upperBound {
            if bytes[offset] == .backslash, offset + 1 < range.upperBound, bytes[offset + 1] == .lineFeed {
                continuations += 1
                offset += 1
            } else if bytes[offset] != .blank, bytes[offset] != .tab {
                return .other
            }
            offset += 1
        }
        return range.isEmpty || continuations > 1 ? .other : continuations == 1 ? .continuation : .blanks
    }

    /// The number of empty lines in a gap between two items: -1 if there is no line end; nil if it is not only white
    /// space.
    func blankLines(_ range: Range<Int>) -> Int? {
        var lineFeeds = 0
        for offset in range {
            switch bytes[offset] {
            case .lineFeed: lineFeeds += 1
            case .blank, .tab: break
            case .carriageReturn where offset + 1 < bytes.count && bytes[offset + 1] == .lineFeed: break
            default: return nil
            }
        }
        return lineFeeds - 1
    }

    /// The width of a text on a terminal: one column for each UTF-8 character.
    func width(_ range: Range<Int>) -> Int {
        bytes[range].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
}

extension RandomAccessCollection<UInt8> where Index == Int {
    /// The end of a range without trailing blanks, TABs and CRs.
    func trimmedEnd(of range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound,
            self[end - 1] == .blank || self[end - 1] == .tab || self[end - 1] == .carriageReturn
        {
            end -= 1
        }
        return end
    }
}
