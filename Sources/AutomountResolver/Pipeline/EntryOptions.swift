import MountMaps

/// Gathers options the way automount does: by text, not by meaning.
enum EntryOptions {
    /// Joins two texts of options; where the later one holds the earlier as a substring, it takes its place.
    static func joined(_ earlier: [UInt8], _ later: [UInt8], trace: Trace? = nil) -> [UInt8] {
        if earlier.isEmpty { return later }
        if later.isEmpty { return earlier }
        if contains(later, earlier) {
            trace?.note(
                .optionsContained,
                earlier,
                later,
                detail: "the later text holds the earlier one, letter by letter, and takes its place"
            )
            return later
        }
        return earlier + [MapByte.comma] + later
    }

    /// Takes the option words at the start of an entry.
    ///
    /// An empty first word, such as a dash alone, makes automount 5.1.8 refuse the entry; after another word, and in
    /// later versions, it does no harm.
    static func takeLeading(
        from text: inout EntryText,
        version: AutofsVersion,
        trace: Trace?
    ) throws(ResolutionFailure) -> [UInt8]? {
        text.skipSpace()
        guard text.next == MapByte.dash else { return nil }
        var options: [UInt8] = []
        while text.next == MapByte.dash {
            let word = try takeOptionWord(from: &text)
            if options.isEmpty, word.isEmpty, !version.acceptsEmptyOptions {
                throw ResolutionFailure(
                    .badEntry,
                    "the entry begins with an option word that is empty",
                    help:
                        "write an option after the dash, or take the dash out; a variable may have become nothing"
                )
            }
            options = joined(options, word, trace: trace)
            text.skipSpace()
        }
        return options
    }

    /// Takes the option words of an offset, which add to those of the entry.
    static func takeOffsetWords(
        from text: inout EntryText,
        after inherited: [UInt8],
        trace: Trace?
    ) throws(ResolutionFailure) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var told = inherited
        while text.next == MapByte.dash {
            let word = try takeOptionWord(from: &text)
            if let trace {
                trace.note(.optionsOfOffset, [], word)
                told = joined(told, word, trace: trace)
            }
            words.append(word)
            text.skipSpace()
        }
        return words
    }

    private static func takeOptionWord(from text: inout EntryText) throws(ResolutionFailure) -> [UInt8] {
        text.advance()
        let word = text.takeWord()
        guard let options = EntryText.unquoted(word) else {
            throw ResolutionFailure(
                .badEntry,
                "a quote in the options has no partner",
                help: "close the quote, or take it out"
            )
        }
        return options
    }

    /// Whether a text holds another one.
    static func contains(_ text: some RandomAccessCollection<UInt8>, _ part: some Collection<UInt8>) -> Bool {
        guard let first = part.first else { return true }
        guard text.count >= part.count else { return false }
        return text.indices.prefix(text.count - part.count + 1).contains { start in
            text[start] == first && text[start...].starts(with: part)
        }
    }
}
