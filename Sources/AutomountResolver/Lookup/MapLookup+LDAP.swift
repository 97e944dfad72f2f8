import MountMaps

extension MapLookup {
    /// What LDAP says of the name.
    enum LDAPResult {
        case entry(FoundEntry)
        case nothing(endsSearch: Bool, because: ResolutionFailure?)
    }

    /// Takes what LDAP is known to say of the name.
    ///
    /// - Throws: Where that is not known, and where automount crashes on the entry.
    func askLDAP(_ place: LDAPPlace) throws(ResolutionFailure) -> LDAPResult {
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
                the entry has \(found.value.count) bytes, and automount crashes on an entry from LDAP of more than \
                \(AutomountLimits.entryLength)
                """,
                file: found.file
            )
        }
        return .entry(found)
    }
}

extension LDAPPlace {
    /// The names of the map, in order; none where no server answers.
    ///
    /// - Throws: Where LDAP was not asked.
    func names(isDirect: Bool, in library: MapLibrary) throws(ResolutionFailure) -> [[UInt8]] {
        guard case .found(let entries, let schema) = try answer(for: nil, from: &library.answers) else {
            return []
        }
        return LDAPKeys(schema: schema, isDirect: isDirect).names(in: entries).map(\.name)
    }
}
