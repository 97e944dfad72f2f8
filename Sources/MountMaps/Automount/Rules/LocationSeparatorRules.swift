import SourceText

/// Commas and semicolons between locations, which only blanks part.
enum LocationSeparatorRules: AutomountMapRule {
    static let separator = Rule(
        code: "MAP050",
        name: "comma-between-locations",
        severity: .error,
        summary: "A comma or semicolon after the path of a location.",
        reason: "It becomes a part of the path, with all that follows it; a second server is never tried.",
        cure: "Separate locations with a blank, or write host1,host2:/path for one path on several hosts.",
        example: "k -ro a:/x,b:/y\n",
        corrected: "k -ro a:/x b:/y\n"
    )

    static let rules = [separator]

    static func check(_ entry: AutomountEntryView, _ check: AutomountMapCheck) {
        guard entry.options.isNFS, entry.marks.contains(.comma) else { return }
        for word in entry.words {
            guard let place = separator(in: word) else { continue }
            let range = entry.range(of: place..<place + 1)
            if word[(place + 1)...].allSatisfy(\.isASCIISpace) {
                check.findings.add(
                    separator,
                    at: range,
                    severity: .warning,
                    "\(shown(word[place...place])) after \(shown(word[..<place])) becomes a part of the path."
                )
            } else {
                check.findings.add(
                    separator,
                    at: range,
                    "\(shown(word[place...])) becomes a part of the path: automount asks only the host before it."
                )
            }
        }
    }

    /// The place of a separator after the path of a location, with another location or nothing behind it.
    private static func separator(in word: ArraySlice<UInt8>) -> Int? {
        guard !word.contains(MapByte.quote),
            let colon = word.indices.dropLast().first(where: { EntryText.isColonSlash(at: $0, in: word) })
        else { return nil }
        return word.indices[(colon + 2)...].first { place in
            guard word[place] == MapByte.comma || word[place] == UInt8(ascii: ";"),
                word[place - 1] != MapByte.backslash
            else { return false }
            let behind = word[(place + 1)...].drop(while: \.isASCIISpace)
            return behind.isEmpty || beginsLocation(behind)
        }
    }

    /// Whether a text begins with a host, a colon and a slash.
    private static func beginsLocation(_ text: ArraySlice<UInt8>) -> Bool {
        let host = text.prefix { MapByte.isNameByte($0) || "-.()[]%".utf8.contains($0) }
        return !host.isEmpty && text[host.endIndex...].starts(with: ":/".utf8)
    }
}
