import HostFiles
import MountMaps

extension ResolutionRun {
    /// The longest name of which the kernel asks automount, in bytes.
    private static let nameLength = 253

    /// Looks a name up in the maps of a stage and mounts what its entry says.
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
            return NameAttempt(result: .failure(error))
        }
    }

    /// The entry of a name with which automount ends in a map; where none can be mounted, the one that it tries first.
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
            "the entry -null takes the key \(shown(name)) out of the map",
            help: "take the entry -null out, or look another name up",
            file: null.file,
            line: null.line
        )
    }

    /// Tries the entries of a name in turn: where the mounts of one fail, automount can go on to another.
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

    /// Mounts the entry of a name where there is only one that automount can find.
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

    /// A result, unless it mounts a map on the key itself that cannot be read: then the entry has failed.
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
