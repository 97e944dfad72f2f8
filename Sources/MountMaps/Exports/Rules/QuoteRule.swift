import SourceText

/// Quotes that are not closed on their line.
enum QuoteRule: ExportsRule {
    static let openQuote = Rule(
        code: "EXP007",
        name: "open-quote",
        severity: .error,
        summary: "A quote that is not closed on its line.",
        reason: "It swallows the following lines up to the next quote or the end of the file.",
        cure: "Close the quote, or write \\042 if the quote is part of a name.",
        example: "\"/srv/my dir *(rw)\n/b *(ro)\n",
        corrected: "\"/srv/my dir\" *(rw)\n/b *(ro)\n"
    )

    static let rules = [openQuote]

    static func check(_ check: ExportsCheck) {
        for (entry, traits) in zip(check.entries, check.traits) where traits.isDecoded {
            if !entry.path.isLiteral { report(entry.path.range, check) }
            for item in entry.items where !item.word.isLiteral { report(item.word.range, check) }
        }
        for stop in check.document.stops { report(stop.word, check) }
    }

    private static func report(_ range: Range<Int>, _ check: ExportsCheck) {
        let bytes = check.document.source.bytes
        var opened: Int?
        for offset in range {
            if bytes[offset] == .quote { opened = opened == nil ? offset : nil }
            guard let start = opened, bytes[offset] == .lineFeed, bytes[offset - 1] != .backslash else {
                continue
            }
            return found(at: start, check)
        }
        if let start = opened, range.upperBound == bytes.count { found(at: start, check) }
    }

    private static func found(at offset: Int, _ check: ExportsCheck) {
        check.findings.add(
            openQuote,
            at: offset..<(offset + 1),
            "This quote is not closed on its line and swallows the following lines."
        )
    }
}
