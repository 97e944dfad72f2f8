import MountMaps

/// Finds the entry `-null` by which a file takes a key out of an indirect map.
///
/// Before automount looks a name up, it asks the entries that it read when it started: those of the files of a
/// mount point and of the files that they include. The first entry of a key counts; wildcards and the output of
/// programs do not. Observed with 5.1.9.
struct NullEntrySearch {
    let name: [UInt8]
    let locator: MapLocator

    /// The file and the line of the entry `-null` of the name, where the first of some places that has the name holds
    /// such an entry.
    func nullEntry(in places: [MapPlace]) -> (file: String, line: Int?)? {
        var search = KeySearch(name: name, followsOwnName: false)
        guard let (file, position) = try? IncludeWalk(locator: locator).visit(places, with: &search),
            let map = locator.library.map(at: file)
        else { return nil }
        let entry = map.entries[position]
        guard Self.isNull(map.value(of: entry)) else { return nil }
        return (file, locator.library.line(of: entry.range.lowerBound, in: file))
    }

    /// Whether a text is `-null`, or that before a blank or a comma; a tab does not end it.
    static func isNull(_ value: some Collection<UInt8>) -> Bool {
        guard value.starts(with: "-null".utf8) else { return false }
        let next = value.dropFirst(5).first ?? MapByte.nul
        return next == MapByte.nul || next == MapByte.space || next == MapByte.comma
    }
}
