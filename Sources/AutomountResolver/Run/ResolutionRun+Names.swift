import HostFiles
import MountMaps

extension ResolutionRun {
    /// The longest name for which the kernel asks automount, in bytes.
    ///
    /// The kernel writes a slash, the name and a NUL into a buffer of NAME_MAX (255) bytes
    /// (`fs/autofs/waitq.c: autofs_wait`; cases key-chars-058, key-chars-059, key-chars-060).
    private static let nameLength = 253

    /// Looks up a name in the maps of a stage and mounts its entry.
    ///
    /// In a map of hosts the name is the host (`modules/lookup_hosts.c: lookup_mount`; case hosts-map-002).
    mutating func mountName(_ name: [UInt8], in stage: Stage) -> NameAttempt {
        guard name.count <= Self.nameLength else { return NameAttempt(result: .failure(nameTooLong(name))) }
        do throws(ResolutionFailure) {
            if let options = stage.hostsOptions {
                return try mountHost(name, in: stage, with: options)
            }
            let places = stage.sources.map { context.locator.places(of: $0.map, isNested: stage.isSubmount) }
            if context.version.knowsNullEntries {
                try requireNoNullEntry(of: name, in: Array(places.joined()))
            }
            return try mountName(name, in: stage, from: places)
        } catch {
            // Of a map that is not read the line that names it is all that can be shown.
            guard error.isUnknown else { return NameAttempt(result: .failure(error)) }
            let place = stage.optionsPlace
            return NameAttempt(result: .failure(error.placed(in: place.file, at: place.line)))
        }
    }

    /// The entry of a name that automount mounts in a map; if no entry can be mounted, the first that it tries.
    mutating func entry(of name: [UInt8], in map: MapSourceName) throws(ResolutionFailure) -> FoundEntry? {
        let source = MasterMapSource(map: map, options: MasterMapOptions(ofSubmount: []))
        let attempt = mountName(name, in: Stage(source, name: name))
        switch attempt.result {
        case .success: return attempt.tried.last
        case .failure(let failure):
            guard attempt.tried.isEmpty, failure.code != .noSuchKey else { return attempt.tried.first }
            throw failure
        }
    }

    private mutating func mountHost(
        _ name: [UInt8],
        in stage: Stage,
        with options: MasterMapOptions
    ) throws(ResolutionFailure) -> NameAttempt {
        let entry = try HostExports(facts: context.facts).entry(for: name)
        trace?.note(entry.rule, name, entry.value, at: (entry.file, nil), detail: "what the host exports")
        let target = MountTarget(name, in: stage, with: MasterMapSource(ofHostsWith: options))
        return NameAttempt(tried: [entry], result: mountEntry(entry, of: name, on: target).result)
    }

    private func requireNoNullEntry(of name: [UInt8], in places: [MapPlace]) throws(ResolutionFailure) {
        let search = NullEntrySearch(name: name, locator: context.locator)
        guard let null = search.nullEntry(in: places) else { return }
        throw ResolutionFailure(
            .noSuchKey,
            "the entry -null removes the key \(shown(name)) from the map",
            help: "remove the entry -null, or look up another name",
            file: null.file,
            line: null.line
        )
    }

    /// Tries the entries of a name in turn.
    ///
    /// If the mounts of an entry from an included map fail, automount searches on (`modules/lookup_file.c: lookup_one`;
    /// cases rule-include-fails-001, rule-include-fails-004). It stops once the key itself is served.
    private mutating func mountName(
        _ name: [UInt8],
        in stage: Stage,
        from places: [[MapPlace]]
    ) throws(ResolutionFailure) -> NameAttempt {
        for (source, places) in zip(stage.sources, places) { explain(places, of: source.map) }
        let lookups = stage.sources.map {
            context.lookup(name, isDirect: false, in: stage.directory, with: $0.options)
        }
        guard
            var search = SharedMapSearch(
                lookups: lookups,
                sources: stage.sources,
                places: places,
                isNested: stage.isSubmount
            )
        else { return try mountOnly(name, in: stage, by: lookups.first, from: places.first ?? []) }
        var tried: [FoundEntry] = []
        var problem: ResolutionFailure?
        while true {
            let found: SharedMapSearch.Found?
            do throws(ResolutionFailure) { found = try search.next() } catch {
                return NameAttempt(tried: tried, result: .failure(error))
            }
            guard let found else {
                let failure = problem ?? search.problem ?? noSuchKey(name, in: stage)
                return NameAttempt(tried: tried, result: .failure(failure))
            }
            tried.append(found.entry)
            let target = MountTarget(name, in: stage, with: stage.sources[found.source])
            let attempt = mountEntry(found.entry, of: name, on: target)
            let result = requiringMap(attempt.result, on: target.directory)
            guard case .failure(let failure) = result, !attempt.isKeyServed else {
                return NameAttempt(tried: tried, result: result)
            }
            problem = failure
            search.fail(isMultiMount: attempt.isMultiMount)
        }
    }

    /// Mounts the entry of a name in a map that shares its table with no other, so there is only one entry.
    private mutating func mountOnly(
        _ name: [UInt8],
        in stage: Stage,
        by lookup: MapLookup?,
        from places: [MapPlace]
    ) throws(ResolutionFailure) -> NameAttempt {
        var lookup = lookup
        guard let found = try lookup?.firstEntry(in: places) else {
            throw lookup?.problem ?? noSuchKey(name, in: stage)
        }
        let target = MountTarget(name, in: stage, with: stage.sources[0])
        return NameAttempt(tried: [found], result: mountEntry(found, of: name, on: target).result)
    }

    /// The result, or a failure if the entry mounts a map on the key itself that cannot be read
    /// (`modules/mount_autofs.c: mount_mount`; cases rule-multi-209, rule-include-shared-007, rule-include-shared-008).
    private func requiringMap(
        _ result: Result<Stage?, ResolutionFailure>,
        on directory: [UInt8]
    ) -> Result<Stage?, ResolutionFailure> {
        guard case .success(let stage?) = result, stage.directory == directory else { return result }
        do throws(ResolutionFailure) {
            try requireMap(of: stage)
            return result
        } catch {
            return .failure(error)
        }
    }
}
