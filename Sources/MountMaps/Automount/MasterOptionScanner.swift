import SourceText

/// Scans the options of a line of the master map, as start condition OPTSTR of autofs's `master_tok.l` does.
///
/// The scanner silently skips bytes that match no token. It knows no comments: of `# homes` it skips the `#` and takes
/// `homes` as an option; case master-014. A misplaced comma or equals sign is a syntax error, and the line is lost.
struct MasterOptionScanner {
    /// An option in the line.
    struct Word {
        let range: Range<Int>
        /// Whether it is automount's own option, not one for mount(8).
        let isDaemonOption: Bool
    }

    private let text: ArraySlice<UInt8>
    private(set) var position: Int
    private(set) var words: [Word] = []
    private(set) var ignored: [Range<Int>] = []
    /// Whether the options ended at `--`, so that another map follows.
    private(set) var endsAtSeparator = false

    init(_ text: ArraySlice<UInt8>, from position: Int) {
        self.text = text
        self.position = position
    }

    /// Reads the options up to the end of the line, or up to `--` if several maps may follow.
    mutating func options(allowsSeparator: Bool) throws(MasterLineParser.Failure) -> MasterMapOptions {
        var options = MasterMapOptions()
        var lastComma: Int?
        var mayComma = false
        while let byte = peek() {
            if takeSeparator() {
                guard allowsSeparator else { throw failure(.separatorWithoutMulti) }
                endsAtSeparator = true
                break
            }
            if byte == MapByte.comma {
                if !mayComma, lastComma != nil,
                    end(from: position, while: Self.isCommaOrBlank) == text.endIndex
                {
                    throw failure(.trailingComma)
                }
                guard mayComma else { throw failure(.misplacedComma) }
                lastComma = position
                mayComma = false
                position += 1
            } else if byte == MapByte.equals || byte.isASCIIDigit {
                throw failure(.malformedOption)
            } else if byte.isASCIIBlank {
                position += 1
            } else if takeOption(into: &options) {
                lastComma = nil
                mayComma = true
            } else {
                ignore()
            }
        }
        if let lastComma {
            throw MasterLineParser.Failure(reason: .trailingComma, position: lastComma)
        }
        return options
    }

    private mutating func takeOption(into options: inout MasterMapOptions) -> Bool {
        let start = position
        let isDaemonOption: Bool
        if takeNumber(after: ["--timeout", "-t"], into: &options.timeout)
            || takeNumber(after: ["--negative-timeout", "-n"], into: &options.negativeTimeout)
            || takeMode() || takeLongOption(&options)
        {
            isDaemonOption = true
        } else if let word = takeWord() {
            isDaemonOption = apply(word, to: &options)
        } else {
            return false
        }
        words.append(Word(range: start..<position, isDaemonOption: isDaemonOption))
        return true
    }

    /// Applies a word; returns true if it is automount's own option.
    private func apply(_ word: ArraySlice<UInt8>, to options: inout MasterMapOptions) -> Bool {
        let hasDash = word.first == MapByte.dash
        let bare = hasDash ? word.dropFirst() : word
        if hasDash, bare.first == UInt8(ascii: "D") {
            let parts = bare.dropFirst().split(
                separator: MapByte.equals,
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            options.defines.append(
                .init(name: Array(parts[0]), value: parts.count > 1 ? Array(parts[1]) : [])
            )
            return true
        }
        switch String(decoding: bare, as: UTF8.self) {
        case "symlink": options.isSymlink = true
        case "nobind": options.isNoBind = true
        case "browse": options.browses = true
        case "nobrowse": options.browses = false
        case "strictexpire": break
        case "private", "slave", "shared": options.propagation = String(decoding: bare, as: UTF8.self)
        case "g" where hasDash: options.browses = true
        case "w" where hasDash: options.usesWeightOnly = true
        case "v" where hasDash, "d" where hasDash, "r" where hasDash: break
        default:
            // After a bare -D, the next option becomes its definition.
            if let last = options.defines.last, last.name.isEmpty {
                options.defines[options.defines.count - 1] = .init(name: Array(word), value: [])
                return true
            }
            options.mountOptions.append(Array(bare))
            return false
        }
        return true
    }

    private mutating func takeLongOption(_ options: inout MasterMapOptions) -> Bool {
        if take("--ghost") {
            options.browses = true
        } else if take("--use-weight-only") {
            options.usesWeightOnly = true
        } else if take("--slashify-colons") {
            options.slashifiesColons = true
        } else if take("--no-slashify-colons") {
            options.slashifiesColons = false
        } else {
            return take("--verbose") || take("--debug") || take("--random-multimount-selection")
        }
        return true
    }

    /// Reads a name with an optional dash before it and an optional value (OPTIONSTR, MACROSTR of `master_tok.l`).
    private mutating func takeWord() -> ArraySlice<UInt8>? {
        var cursor = position
        if text[cursor] == MapByte.dash { cursor += 1 }
        guard cursor < text.endIndex else { return nil }
        guard text[cursor].isASCIILetter || text[cursor] == UInt8(ascii: "_") else { return nil }
        let isDefine = cursor > position && text[cursor] == UInt8(ascii: "D")
        if isDefine, let end = endOfDefine(after: cursor + 1) {
            defer { position = end }
            return text[position..<end]
        }
        cursor = end(from: cursor) { MapByte.isNameByte($0) || $0 == MapByte.dash }
        if isDefine { cursor = end(from: cursor) { Self.isMacroNameByte($0) } }
        var value: Range<Int>?
        while cursor + 1 < text.endIndex, text[cursor] == MapByte.equals, Self.isValueByte(text[cursor + 1]) {
            // OPTIONSTR repeats: the end of a value can be the name of the next option, with nothing in between.
            if let value, isDefine || !endsWithName(value) { break }
            let start = cursor + 1
            cursor = end(from: start) { Self.isValueByte($0) }
            value = start..<cursor
        }
        defer { position = cursor }
        return text[position..<cursor]
    }

    /// The end of a definition with blanks after `-D`; MACROSTR allows them, and they become part of the name.
    private func endOfDefine(after start: Int) -> Int? {
        let name = end(from: start, while: \.isASCIIBlank)
        guard name > start, name < text.endIndex,
            text[name].isASCIILetter || text[name] == UInt8(ascii: "_")
        else { return nil }
        let equals = end(from: name) { Self.isMacroNameByte($0) }
        guard equals > name, equals < text.endIndex, text[equals] == MapByte.equals else { return nil }
        let stop = end(from: equals + 1) { Self.isMacroNameByte($0) }
        return stop > equals + 1 ? stop : nil
    }

    /// Whether a value ends with something that could be an option name, after at least one byte.
    private func endsWithName(_ value: Range<Int>) -> Bool {
        let name = text[value].dropFirst().reversed().prefix { MapByte.isNameByte($0) || $0 == MapByte.dash }
        return name.contains { $0.isASCIILetter || $0 == UInt8(ascii: "_") }
    }

    /// Reads one of several option names, an optional equals sign and a number, with optional blanks between them.
    private mutating func takeNumber(after names: [String], into number: inout Int?) -> Bool {
        guard let name = names.first(where: { text[position...].starts(with: $0.utf8) }) else { return false }
        let afterName = end(from: position + name.utf8.count, while: \.isASCIIBlank)
        var cursor = afterName
        if cursor < text.endIndex, text[cursor] == MapByte.equals {
            cursor = end(from: cursor + 1, while: \.isASCIIBlank)
        }
        let stop = end(from: cursor, while: \.isASCIIDigit)
        guard stop > cursor else { return false }
        // The longest match wins: -t60x is an ordinary option. OPTIONSTR cannot match the long names with two dashes.
        if name.utf8.count == 2, wordEnd() > stop { return false }
        number = text[cursor..<stop].reduce(0) { min($0 * 10 + Int($1 - UInt8(ascii: "0")), 1 << 40) }
        position = stop
        return true
    }

    private mutating func takeMode() -> Bool {
        var ignored: Int?
        return takeNumber(after: ["--mode"], into: &ignored)
    }

    private func wordEnd() -> Int {
        var copy = self
        return copy.takeWord() == nil ? position : copy.position
    }

    private static func isValueByte(_ byte: UInt8) -> Bool {
        MapByte.isNameByte(byte) || byte == MapByte.dash || byte == MapByte.colon || byte == MapByte.quote
            || byte == UInt8(ascii: ".")
    }

    private static func isCommaOrBlank(_ byte: UInt8) -> Bool {
        byte == MapByte.comma || byte.isASCIIBlank
    }

    private static func isMacroNameByte(_ byte: UInt8) -> Bool {
        MapByte.isNameByte(byte) || byte == MapByte.dash || byte == UInt8(ascii: ".")
    }
}

extension MasterOptionScanner {
    private func peek() -> UInt8? {
        position < text.endIndex ? text[position] : nil
    }

    private func end(from start: Int, while matches: (UInt8) -> Bool) -> Int {
        text[min(start, text.endIndex)...].firstIndex { !matches($0) } ?? text.endIndex
    }

    private func failure(_ reason: MasterMapSyntaxError.Reason) -> MasterLineParser.Failure {
        MasterLineParser.Failure(reason: reason, position: position)
    }

    private mutating func take(_ word: String) -> Bool {
        guard text[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    private mutating func takeSeparator() -> Bool {
        let afterDashes = position + 2
        guard text[position...].starts(with: "--".utf8) else { return false }
        guard afterDashes < text.endIndex, text[afterDashes].isASCIIBlank else { return false }
        position = end(from: afterDashes, while: \.isASCIIBlank)
        return true
    }

    private mutating func ignore() {
        if let last = ignored.last, last.upperBound == position {
            ignored[ignored.count - 1] = last.lowerBound..<(position + 1)
        } else {
            ignored.append(position..<(position + 1))
        }
        position += 1
    }
}
