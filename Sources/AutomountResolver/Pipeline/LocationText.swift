import MountMaps

/// Splits the locations of an entry into words, checks each, and joins them with single blanks again.
enum LocationText {
    /// Takes everything up to the end of the entry.
    static func takeAll(
        from text: inout EntryText,
        version: AutofsVersion
    ) throws(ResolutionFailure) -> [UInt8] {
        try take(from: &text, version: version, skipsUnmatchedQuotes: false, until: { _ in false })
    }

    /// Takes the locations of an offset, up to the next offset; after the first, a word with a quote that has
    /// no partner is passed over.
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
                "the location \(shown(text.rest)) begins with a slash: a host or a colon must come first",
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
            help: "close the quote, or take it out; a quote in the key goes into the entry by &"
        )
    }

    /// Checks one location as automount does: what stands before `:/` must look like hosts.
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
                "\(shown([bad])) cannot stand in the host of the location \(shown(location))",
                help: "take it out of the host; a blank in a path needs \\\\ before it or quotes around it"
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

    /// Whether a comma stands first, or where there is a path, before another one or the colon.
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
