import MountMaps

/// Splits the locations of an entry into words, checks each, and joins them with single blanks.
///
/// The rules:
/// 1. A location must not begin with a slash; only the first word is tested (`modules/parse_sun.c: parse_mount`,
///    `parse_mapent`; cases malformed-007, locations-021).
/// 2. All words are unquoted, checked and joined with one blank (`modules/parse_sun.c: parse_mount`, `parse_mapent`;
///    cases quoting-004, quoting-005, options-088).
/// 3. After the first word, an unmatched quote is an error in a plain entry, and in a multi-mount the word is skipped
///    (`modules/parse_sun.c: parse_mount`, `parse_mapent`).
/// 4. A location that begins with a colon is always valid (`modules/parse_sun.c: validate_location`;
///    cases locations-016, locations-017).
/// 5. Before the first `:/` only ASCII letters, digits and `-._,()#@:[]%` are allowed
///    (`modules/parse_sun.c: validate_location`; cases locations-027 to locations-031).
/// 6. Without `:/` a colon is allowed only after a backslash, or after a map type at the start
///    (`modules/parse_sun.c: validate_location`; cases locations-013, malformed-006, submount-009).
/// 7. From 5.1.9 an empty item in a list of hosts is an error. Before a path without `:/` only the first byte is tested
///    (`modules/parse_sun.c: validate_location`; cases replicated-005, replicated-006, later-empty-host-052,
///    later-empty-host-056, later-empty-host-067).
enum LocationText {
    /// Takes everything up to the end of the entry.
    static func takeAll(
        from text: inout EntryText,
        version: AutofsVersion
    ) throws(ResolutionFailure) -> [UInt8] {
        try take(from: &text, version: version, skipsUnmatchedQuotes: false, until: { _ in false })
    }

    /// Takes the locations of an offset, up to the next offset.
    ///
    /// A word after the first is skipped if it has an unmatched quote.
    static func takeUpToOffset(
        from text: inout EntryText,
        version: AutofsVersion
    ) throws(ResolutionFailure) -> [UInt8] {
        try take(from: &text, version: version, skipsUnmatchedQuotes: true, until: { $0.beginsOffset })
    }

    private static func take(
        from text: inout EntryText,
        version: AutofsVersion,
        skipsUnmatchedQuotes: Bool,
        until isEnd: (EntryText) -> Bool
    ) throws(ResolutionFailure) -> [UInt8] {
        if text.next == MapByte.slash {
            throw ResolutionFailure(
                .badLocation,
                "the location \(shown(text.rest)) begins with a slash instead of a host or a colon",
                help: "write host:/path, or :/path for a path of the client"
            )
        }
        let word = text.takeLocationWord()
        guard var joined = EntryText.unquoted(word) else { throw unmatchedQuote(in: word) }
        try check(joined, version: version)
        text.skipSpace()
        while !text.isAtEnd, !isEnd(text) {
            let word = text.takeLocationWord()
            if let location = EntryText.unquoted(word) {
                try check(location, version: version)
                joined += [MapByte.space] + location
            } else if !skipsUnmatchedQuotes {
                throw unmatchedQuote(in: word)
            }
            text.skipSpace()
        }
        return joined
    }

    private static func unmatchedQuote(in word: ArraySlice<UInt8>) -> ResolutionFailure {
        ResolutionFailure(
            .badLocation,
            "a quote in the location \(shown(word)) has no partner",
            help: "close the quote, or remove it; & inserts a quote of the key into the entry"
        )
    }

    /// Checks one location: the text before `:/` must look like hosts.
    private static func check(
        _ location: [UInt8],
        version: AutofsVersion
    ) throws(ResolutionFailure) {
        if location.first == MapByte.colon { return }
        let pathColon = location.indices.dropLast().first {
            EntryText.isColonSlash(at: $0, in: location[...])
        }
        if version.refusesEmptyHosts, hasEmptyHost(location, before: pathColon) {
            throw ResolutionFailure(
                .badLocation,
                "the list of hosts of the location \(shown(location)) has an empty item"
            )
        }
        if let end = pathColon {
            guard let bad = location[..<end].first(where: { !isHostByte($0) }) else { return }
            throw ResolutionFailure(
                .badLocation,
                "the host of the location \(shown(location)) contains \(shown([bad])), which is not allowed there",
                help: "remove it from the host; a blank in a path needs \\\\ before it or quotes around it"
            )
        }
        guard location.contains(MapByte.colon) else { return }
        let escape = location.firstIndex(of: MapByte.backslash)
        if let escape, escape + 1 < location.count, location[escape + 1] == MapByte.colon { return }
        if mapTypes.contains(where: { location.starts(with: $0.utf8) }) { return }
        throw ResolutionFailure(
            .badLocation,
            "the colon in the location \(shown(location)) is not followed by an absolute path",
            help: "write a slash after the colon"
        )
    }

    /// Whether a list of hosts has an empty item: a comma at the start, or before another comma or the colon of the
    /// path.
    private static func hasEmptyHost(_ location: [UInt8], before pathColon: Int?) -> Bool {
        if location.first == MapByte.comma { return true }
        guard let pathColon else { return false }
        return location[..<pathColon].indices.contains { place in
            location[place] == MapByte.comma
                && (location[place + 1] == MapByte.comma || location[place + 1] == MapByte.colon)
        }
    }

    private static let mapTypes = ["file:", "yp:", "nis:", "nisplus:", "ldap:", "ldaps:", "sss:", "dir:"]

    private static func isHostByte(_ byte: UInt8) -> Bool {
        MapByte.isNameByte(byte) || "-.,()#@:[]%".utf8.contains(byte)
    }
}
