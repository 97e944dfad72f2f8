import MountMaps

/// Joins options the way automount does: as text, not by their meaning.
///
/// The rules:
/// 1. If the later text contains the earlier one as a substring, it replaces it. Otherwise a comma joins the two
///    (`modules/parse_sun.c: parse_mount`, `parse_mapent`, `concat_options`; cases options-011, options-102,
///    options-104, options-106).
/// 2. An empty first option word, such as a dash alone, is an error in 5.1.8; 5.1.9 accepts it
///    (`modules/parse_sun.c: concat_options`; cases options-108, malformed-031, malformed-056,
///    later-empty-options-001).
/// 3. The option words of an offset are joined to the entry's options one after the other. Empty ones are harmless
///    (`modules/parse_sun.c: parse_mapent`; cases multi-mount-024, multi-mount-025, multi-mount-026).
/// 4. An option word ends at white space that is neither quoted nor escaped (`modules/parse_sun.c: parse_options`,
///    `lib/parse_subs.c: chunklen`; cases quoting-061, malformed-051).
enum EntryOptions {
    /// Joins two texts of options; a later text that contains the earlier one replaces it.
    static func joined(_ earlier: [UInt8], _ later: [UInt8], trace: Trace? = nil) -> [UInt8] {
        if earlier.isEmpty { return later }
        if later.isEmpty { return earlier }
        if contains(later, earlier) {
            trace?.note(
                .optionsContained,
                earlier,
                later,
                detail: "the later text contains the earlier one, letter by letter, and replaces it"
            )
            return later
        }
        return earlier + [MapByte.comma] + later
    }

    /// Takes the option words at the start of an entry; `nil` if it begins with none.
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
                        "write an option after the dash, or remove the dash; a variable may have become nothing"
                )
            }
            options = joined(options, word, trace: trace)
            text.skipSpace()
        }
        return options
    }

    /// Takes the option words of an offset, which are joined to those of the entry.
    static func takeOffsetWords(
        from text: inout EntryText,
        after inherited: [UInt8],
        trace: Trace?
    ) throws(ResolutionFailure) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var joinedSoFar = inherited
        while text.next == MapByte.dash {
            let word = try takeOptionWord(from: &text)
            if let trace {
                trace.note(.optionsOfOffset, [], word)
                joinedSoFar = joined(joinedSoFar, word, trace: trace)
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
                help: "close the quote, or remove it"
            )
        }
        return options
    }

    /// Whether a text contains another one.
    static func contains(_ text: some RandomAccessCollection<UInt8>, _ part: some Collection<UInt8>) -> Bool {
        guard let first = part.first else { return true }
        guard text.count >= part.count else { return false }
        return text.indices.prefix(text.count - part.count + 1).contains { start in
            text[start] == first && text[start...].starts(with: part)
        }
    }
}
