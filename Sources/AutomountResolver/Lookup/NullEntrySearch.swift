import MountMaps

/// Finds the entry `-null` by which a file removes a key from an indirect map, from 5.1.9 on.
///
/// The rules:
/// 1. Automount answers ENOENT for the key before any look-up (`daemon/indirect.c: handle_packet_missing_indirect`;
///    cases later-null-entry-020 to later-null-entry-209).
/// 2. The first entry for the name counts among those that were read at the start, from files and the files that they
///    include. Wildcards and programs do not count (`daemon/lookup.c: lookup_source_mapent`;
///    case later-null-entry-020).
/// 3. The text is `-null`, alone or before a blank or a comma; a tab does not end it
///    (`lib/parse_subs.c: starts_with_null_opt`; cases later-null-entry-021 to later-null-entry-024).
struct NullEntrySearch {
    let name: [UInt8]
    let locator: MapLocator

    /// The place of the name's first entry in the first map that has one, if that entry is `-null`.
    func nullEntry(in places: [MapPlace]) -> (file: String, line: Int?)? {
        var search = KeySearch(name: name, followsOwnName: false)
        guard let (file, position) = try? IncludeWalk(locator: locator).visit(places, with: &search),
            let map = locator.library.map(at: file)
        else { return nil }
        let entry = map.entries[position]
        guard Self.isNull(map.value(of: entry)) else { return nil }
        return (file, locator.library.line(of: entry.range.lowerBound, in: file))
    }

    /// Whether a text is `-null`, alone or before a blank or a comma.
    static func isNull(_ value: some Collection<UInt8>) -> Bool {
        guard value.starts(with: "-null".utf8) else { return false }
        let next = value.dropFirst(5).first ?? MapByte.nul
        return next == MapByte.nul || next == MapByte.space || next == MapByte.comma
    }
}
