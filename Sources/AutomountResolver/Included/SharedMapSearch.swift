import HostFiles
import MountMaps

/// Looks up a name in maps that share a table, as automount does.
///
/// The rules:
/// 1. A map without includes uses its own entry at once. Only a map with includes, or `multi`, shares a table
///    (`modules/lookup_file.c: map_update_needed`).
/// 2. If an included map has nothing, or its mounts fail, automount goes on to every map that the same map included
///    before it (`daemon/lookup.c: lookup_nss_mount`; cases rule-include-fails-005, wildcard-fails-019,
///    wildcard-fails-029).
/// 3. Includes above the key are searched completely, with their wildcards and mounts, before the key itself
///    (`modules/lookup_file.c: lookup_one`; cases duplicates-016, duplicates-011, duplicates-012).
/// 4. A name that failed in one map fails in every map of the table (`daemon/lookup.c: lookup_source_mapent`;
///    cases rule-multi-009, rule-multi-101).
/// 5. A map uses only its own entries, but finds them through the first entry in the table
///    (`lib/parse_subs.c: match_cached_key`; cases rule-include-shared-012, wildcard-fails-005).
///
/// So one map may be asked several times, and its answer depends on the state of the table. Each call of ``next()``
/// starts again and replays the failures that were reported so far.
struct SharedMapSearch {
    /// An entry that automount would mount, and the map of the mount point that gives the options.
    struct Found {
        let entry: FoundEntry
        let source: Int
    }

    /// The most maps that are asked for one name: a limit of this code, automount would search on.
    private static let limit = 100_000
    /// The most entries whose mounts may fail: a limit of this code, automount would search on.
    private static let failureLimit = 1_000

    /// A look-up in each of the maps of the mount point.
    private let lookups: [MapLookup]
    private let places: [[MapPlace]]
    private let sources: [MasterMapSource]
    private let isNested: Bool
    private var start: SharedMaps?
    private var maps: SharedMaps
    /// For each entry that failed, whether it was a multi-mount.
    private var failures: [Bool] = []
    private var pending: ArraySlice<Bool> = []
    private var found: Found?
    private var asked = 0
    /// Depth of repeated searches; steps inside them are not traced.
    private var repetitions = 0
    /// Why a map could not be asked, or has nothing.
    private(set) var problem: ResolutionFailure?

    /// Prepares a search; `nil` if the map shares its table with no other (`modules/lookup_file.c: map_update_needed`).
    init?(
        lookups: [MapLookup],
        sources: [MasterMapSource],
        places: [[MapPlace]],
        isNested: Bool
    ) {
        guard let first = lookups.first else { return nil }
        var shares = sources.count > 1
        for case .file(let path) in places.joined() where !shares {
            shares = first.library.map(at: path)?.includes.isEmpty == false
        }
        guard shares else { return nil }
        self.lookups = lookups
        self.sources = sources
        self.places = places
        self.isNested = isNested
        maps = SharedMaps(name: first.question.name, locator: first.context.locator)
    }

    private var name: [UInt8] { maps.name }
    private var library: MapLibrary { maps.locator.library }
    private var isTraced: Bool { pending.isEmpty && repetitions == 0 }

    /// The next entry whose mounts automount would make; `nil` if there is none.
    ///
    /// `multi` asks its maps in order, and for each of them only the first source that can be opened
    /// (`modules/lookup_multi.c: lookup_mount`, `nss_open_lookup`; cases master-072, master-080, rule-multi-201).
    mutating func next() throws(ResolutionFailure) -> Found? {
        guard failures.count < Self.failureLimit else { return nil }
        if let start { maps = start } else { try begin() }
        start = maps
        (found, asked, repetitions, pending) = (nil, 0, 0, failures[...])
        if sources.count == 1 {
            _ = try askMap(0)
            return found
        }
        for (source, places) in places.enumerated() where found == nil {
            guard let place = places.first else { continue }
            _ = try askPlace(place, as: 0, source: source, isSeveral: true)
        }
        return found
    }

    /// Reports that the mounts of the last entry failed.
    mutating func fail(isMultiMount: Bool) {
        failures.append(isMultiMount)
    }

    private mutating func begin() throws(ResolutionFailure) {
        let root = maps.addRoot()
        if sources.count == 1 {
            let map = sources[0].map
            maps[root].kind = maps.kind(of: map, for: root, isNested: isNested)
            try maps.read(root)
            return
        }
        for (source, places) in places.enumerated() {
            guard case .file(let path)? = places.first else { continue }
            try maps.read(path, for: root, source: source)
        }
    }
}

extension SharedMapSearch {
    /// Asks a map.
    ///
    /// Inside nsswitch.conf(5) the action for the status may end the whole search. A map with a type or a path never
    /// ends it (`daemon/lookup.c: lookup_nss_mount`, `lib/nsswitch.c: check_nss_result`; cases directory-x-nomap4,
    /// directory-x-nokey4).
    ///
    /// A map that has nothing is not asked again while the table is unchanged.
    private mutating func askMap(
        _ number: Int
    ) throws(ResolutionFailure) -> SharedMap.Answer {
        let (version, count) = (maps.entries.version, maps.count)
        if let answer = maps[number].answer, answer.version == version { return answer }
        asked += 1
        guard asked <= Self.limit else {
            throw ResolutionFailure(
                .includeLoop,
                "automount would ask more than \(Self.limit) maps for the name \(shown(name))",
                help: "remove includes of maps that other maps already include"
            )
        }
        var status: NameServiceSwitch.Status? = .notFound
        var endsSearch = false
        switch maps[number].kind {
        case .nothing: break
        case .unread(let map): throw map.failure
        case .file(let path):
            maps.rename(number)
            status = try askPlace(.file(path), as: number, source: maps[number].source)
        case .program(let path):
            status = try askPlace(.program(path), as: number, source: maps[number].source)
        case .ldap(let place):
            status = try askPlace(.ldap(place), as: number, source: maps[number].source)
        case .group(let members):
            for member in members {
                status =
                    try member.map.map { map throws(ResolutionFailure) in
                        try askMap(map).status
                    } ?? member.status
                guard let status else { continue }
                endsSearch = status == .success || member.source?.ends(after: status) == true
                if endsSearch { break }
            }
        }
        let answer = SharedMap.Answer(version: version, status: status, endsSearch: endsSearch)
        if status != .success, maps.entries.version == version, maps.count == count {
            maps[number].answer = answer
        }
        return answer
    }

    /// Asks one source of a map.
    ///
    /// - A map that includes itself is unavailable (`modules/lookup_file.c: lookup_mount`; case include-025).
    /// - More than 16 includes deep, automount returns success without a mount, so the whole look-up ends
    ///   (`modules/lookup_file.c: lookup_mount`; cases include-021 to include-024). Programs do not check the depth
    ///   (`modules/lookup_program.c: lookup_mount`).
    /// - A name that failed before is missing (`lookup_mount` of each module; cases rule-multi-009, rule-multi-101).
    /// - An LDAP map that cannot be reached is unavailable; otherwise the name is missing
    ///   (`modules/lookup_ldap.c: check_map_indirect`; cases directory-x-down5, directory-x-down7, directory-x-down8).
    private mutating func askPlace(
        _ place: MapPlace,
        as owner: Int,
        source: Int,
        isSeveral: Bool = false
    ) throws(ResolutionFailure) -> NameServiceSwitch.Status? {
        guard !maps[owner].isSelf else { return .unavailable }
        let isProgram = if case .program = place { true } else { false }
        guard isProgram || maps[owner].depth <= AutomountLimits.includeDepth else {
            throw .includesTooDeep
        }
        guard !maps.withEntries({ $0.hasFailed() }) else { return .notFound }
        switch place {
        case .file(let path):
            return try askFile(
                path,
                as: owner,
                source: source,
                isSeveral: isSeveral
            )
        case .program(let path):
            return try askProgram(path, as: owner, source: source)
        case .ldap(let directory):
            switch try lookups[source].askLDAP(directory) {
            case .entry(let entry):
                maps.withEntries { $0.add(.name, of: owner, .output(entry)) }
                return attempt(.output(entry), of: owner, source: source)
            case .nothing(_, let failure):
                if let failure, failure.code == .ldapFailed || maps[owner].depth == 0 {
                    problem = problem ?? failure
                }
                return failure?.code == .ldapFailed ? .unavailable : .notFound
            }
        case .unread(let map): throw map.failure
        case .empty: return nil
        }
    }

    /// Asks a program.
    ///
    /// The program is not run if the table has an entry for the name, from whatever map. That entry is mounted, and one
    /// without a text fails (`modules/lookup_program.c: lookup_mount`, `modules/parse_sun.c: parse_mount`;
    /// cases include-035, include-036, rule-include-fails-008). A program without an answer makes the name a failed one
    /// (cases include-037, rule-include-fails-007).
    private mutating func askProgram(
        _ path: String,
        as owner: Int,
        source: Int
    ) throws(ResolutionFailure) -> NameServiceSwitch.Status {
        if let known = maps.entries[.name].first {
            guard let origin = known.origin else {
                maps.withEntries { $0.fail(of: owner) }
                return .tryAgain
            }
            return attempt(origin, of: owner, source: source)
        }
        switch try lookups[source].askProgram(at: path, isTraced: isTraced) {
        case .entry(let entry):
            maps.withEntries { $0.add(.name, of: owner, .output(entry)) }
            return attempt(.output(entry), of: owner, source: source)
        case .nothing(let failure):
            if maps[owner].depth == 0 { problem = problem ?? failure }
            maps.withEntries { $0.fail(of: owner) }
            return .tryAgain
        }
    }

    /// Asks a file: first the includes above the key, then the key, then the wildcard.
    ///
    /// - A file without includes is not read again, and the table answers (`modules/lookup_file.c: map_update_needed`;
    ///   case cache-005).
    /// - Includes above the key are searched completely. A success there ends the look-up
    ///   (`modules/lookup_file.c: lookup_one`; cases duplicates-016, duplicates-011, duplicates-012).
    /// - An entry whose text is gone or that another map owns is not mounted (`modules/lookup_file.c: lookup_mount`).
    private mutating func askFile(
        _ path: String,
        as owner: Int,
        source: Int,
        isSeveral: Bool
    ) throws(ResolutionFailure) -> NameServiceSwitch.Status {
        guard let map = library.map(at: path) else { return .notFound }
        if isSeveral || maps[owner].lastInclude != nil || !maps[owner].isRead {
            let exact = map.position(ofName: name)
            for include in map.includes where include.entriesAbove <= exact ?? .max {
                if try askInclude(include, in: path, of: owner, source: source) {
                    return .success
                }
            }
            guard putsIntoTable(map, at: path, exact: exact, of: owner) else {
                if isTraced { lookups[source].explainAbsence(of: name, from: map, at: path) }
                return .notFound
            }
        }
        guard let entry = takeEntry(of: owner, version: lookups[source].context.version) else {
            if isTraced { lookups[source].explainAbsence(of: name, from: map, at: path) }
            return .notFound
        }
        guard entry.owner == owner, let origin = entry.origin else { return .tryAgain }
        return attempt(origin, of: owner, source: source)
    }

    /// Puts the key of a file, or else its wildcard, into the table; false if the file has neither.
    ///
    /// The first line with the key counts (`modules/lookup_file.c: lookup_one`). Otherwise automount looks for a star
    /// of one byte, so it misses one in quotes, and deletes the table's first wildcard if this map owns it
    /// (`modules/lookup_file.c: lookup_wild`, `check_map_indirect`; cases quoted-wildcard-001, quoted-wildcard-003).
    private mutating func putsIntoTable(
        _ map: AutomountMapDocument,
        at path: String,
        exact: Int?,
        of owner: Int
    ) -> Bool {
        if let exact {
            maps.withEntries { $0.add(.name, of: owner, .map(file: path, position: exact)) }
            return true
        }
        maps.withEntries { $0.empty(of: owner) }
        if let star = map.bareWildcard {
            maps.withEntries { $0.add(.wildcard, of: owner, .map(file: path, position: star)) }
            return true
        }
        if maps.entries[.wildcard].first?.owner == owner {
            maps.withEntries { $0.remove(.wildcard) }
        }
        return false
    }

    /// The entry that the table gives a map for the name (`lib/parse_subs.c: match_cached_key`,
    /// `lib/cache.c: cache_lookup`).
    ///
    /// 1. The first entry of the name, or else of the wildcard.
    /// 2. If that one has no text or another owner: a later entry of the same key that the map owns
    ///    (cases rule-include-shared-012, wildcard-fails-005, wildcard-fails-006).
    /// 3. Otherwise the first wildcard. From 5.1.9 the map must own it; 5.1.8 also takes that of another map, stores
    ///    its text for the name as this map's, and uses it only when the map is asked again (case quoted-wildcard-001
    ///    in both versions, rule-multi-221).
    ///
    /// The text of a wildcard that is found is stored for the name.
    private mutating func takeEntry(of owner: Int, version: AutofsVersion) -> SharedEntries.Entry? {
        let entries = maps.entries
        var key = SharedEntries.Key.name
        if entries[.name].isEmpty { key = .wildcard }
        var entry = entries[key].first
        if let first = entry, first.origin == nil || first.owner != owner {
            entry = entries[key].dropFirst().first { $0.owner == owner }
            if entry == nil {
                key = .wildcard
                entry = entries[.wildcard].first
                if !version.takesForeignWildcards, entry?.owner != owner { entry = nil }
            }
        }
        if let entry, entries.isWildcard(key) {
            maps.withEntries { $0.add(.name, of: owner, entry.origin) }
        }
        return entry
    }

    /// Asks an include, and if it has nothing, all includes that the map met before it.
    private mutating func askInclude(
        _ include: AutomountInclude,
        in path: String,
        of includer: Int,
        source: Int
    ) throws(ResolutionFailure) -> Bool {
        var hasFound = false
        let wasTraced = isTraced
        let first: Int
        do throws(ResolutionFailure) {
            first = try maps.include(include, in: path, of: includer, source: source)
            hasFound = try askIncludes(from: first, of: includer)
        } catch {
            throw error.placed(in: path, at: library.line(of: include.range.lowerBound, in: path))
        }
        if wasTraced || hasFound {
            lookups[source].explain(
                include,
                in: path,
                exists: maps[first].exists,
                found: hasFound ? found?.entry : nil
            )
        }
        return hasFound
    }

    private mutating func askIncludes(
        from first: Int,
        of includer: Int
    ) throws(ResolutionFailure) -> Bool {
        let version = maps.entries.version
        var next: Int? = first
        defer { repetitions -= next == first ? 0 : 1 }
        while let number = next {
            let answer = try askMap(number)
            if answer.status == .success { return true }
            if answer.endsSearch { return false }
            if let searched = maps[includer].searchedInVain, searched.version == maps.entries.version,
                let earlier = maps[number].earlier, earlier <= searched.upTo
            {
                break
            }
            if number == first { repetitions += 1 }
            next = maps[number].earlier
        }
        if maps.entries.version == version { maps[includer].searchedInVain = (version, first) }
        return false
    }

    /// Makes the mounts of an entry: those that were reported as failures fail again, and the next entry is the result.
    ///
    /// An entry whose mounts fail is marked as failed (`modules/lookup_file.c: lookup_mount`;
    /// cases rule-include-fails-004, wildcard-fails-017, wildcard-fails-018).
    private mutating func attempt(
        _ origin: SharedEntries.Origin,
        of owner: Int,
        source: Int
    ) -> NameServiceSwitch.Status {
        guard let isMultiMount = pending.popFirst() else {
            guard let entry = lookups[source].entry(from: origin) else { return .notFound }
            found = Found(entry: entry, source: source)
            return .success
        }
        maps.withEntries {
            if isMultiMount { $0.beginMultiMount() }
            $0.fail(of: owner)
        }
        return .tryAgain
    }
}
