import MountMaps

extension MapLookup {
    /// The answer of LDAP for the name.
    enum LDAPResult {
        case entry(FoundEntry)
        case nothing(endsSearch: Bool, because: ResolutionFailure?)
    }

    /// Takes the known answer of LDAP for the name.
    ///
    /// - An unreachable server is UNAVAIL, and a missing map or key is NOTFOUND, for the action in nsswitch.conf(5)
    ///   (`modules/lookup_ldap.c: check_map_indirect`, `do_connect`; cases directory-x-down7, directory-x-down8,
    ///   directory-x-nomap4, directory-x-nomap5).
    /// - A direct map is read as a whole at the start, and the first entry of a key counts
    ///   (`modules/lookup_ldap.c: read_one_map`, `do_get_entries`; cases ldap-030, ldap-031).
    /// - Automount crashes on an entry of more than 16384 bytes (`modules/lookup_ldap.c: lookup_mount`, `mapent_buf`;
    ///   cases directory-x-long, directory-x-long2).
    ///
    /// - Throws: If the answer is not known, or automount crashes on the entry.
    func askLDAP(_ place: LDAPPlace) throws(ResolutionFailure) -> LDAPResult {
        if !question.isDirect, case .nothing = LDAPKey.FilterMatches(of: question.name) {
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
    /// The names of the map, in order, and the entry of its wildcard; none if no server answers.
    ///
    /// - Throws: If LDAP was not asked.
    func listing(
        isDirect: Bool,
        in library: MapLibrary
    ) throws(ResolutionFailure) -> (names: [[UInt8]], wildcard: FoundEntry?) {
        guard case .found(let entries, let schema) = try answer(for: nil, from: &library.answers) else {
            return ([], nil)
        }
        let keys = LDAPKeys(schema: schema, isDirect: isDirect)
        return (keys.names(in: entries).map(\.name), keys.wildcard(in: entries))
    }
}
