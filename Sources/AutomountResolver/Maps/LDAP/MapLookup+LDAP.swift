import MountMaps

extension MapLookup {
    /// What a look-up in a directory came to.
    enum LDAPResult {
        case entry(FoundEntry)
        case nothing(endsSearch: Bool, because: ResolutionFailure?)
    }

    /// Looks the name up in a directory.
    func result(in place: LDAPPlace, library: inout MapLibrary) throws(ResolutionFailure)
        -> LDAPResult
    {
        if !question.isDirect, case .nothing = LDAPKey.Reach(of: question.name) {
            return .nothing(endsSearch: place.endsWithoutKey, because: nil)
        }
        let found: FoundEntry?
        switch try place.answer(for: question.isDirect ? nil : question.name, from: &library.answers) {
        case .unavailable(let failure):
            return .nothing(endsSearch: place.endsWithoutServer, because: failure)
        case .noSuchMap(let failure):
            return .nothing(endsSearch: place.endsWithoutKey, because: failure)
        case .found(let entries, let schema):
            let keys = LDAPKeys(schema: schema, isDirect: question.isDirect)
            found =
                question.isDirect
                ? library.directKeys(of: place.map, keys, entries)[question.name]
                : keys.entry(for: question.name, among: entries)
        }
        guard let found else { return .nothing(endsSearch: place.endsWithoutKey, because: nil) }
        guard found.value.count <= AutomountLimits.entryLength else {
            throw ResolutionFailure(
                .badEntry,
                """
                the entry has \(found.value.count) bytes, and automount crashes on one from a directory that has \
                more than \(AutomountLimits.entryLength)
                """,
                file: found.file
            )
        }
        return .entry(found)
    }
}

extension MapLibrary {
    /// The names of a map in a directory, in order; none where no server answers.
    ///
    /// - Throws: Where the directory was not asked.
    mutating func names(in place: LDAPPlace, isDirect: Bool) throws(ResolutionFailure) -> [[UInt8]] {
        guard case .found(let entries, let schema) = try place.answer(for: nil, from: &answers) else {
            return []
        }
        return LDAPKeys(schema: schema, isDirect: isDirect).names(in: entries).map(\.name)
    }

    /// The keys of a direct map in a directory, which automount reads as a whole when it starts.
    mutating func directKeys(
        of map: LDAPMap,
        _ keys: LDAPKeys,
        _ entries: [LDAPMapEntry]
    ) -> [[UInt8]: FoundEntry] {
        if let known = directKeys[map] { return known }
        let names = keys.names(in: entries).map { ($0.name, $0.entry) }
        let found = Dictionary(names) { first, _ in first }
        directKeys[map] = found
        return found
    }
}
