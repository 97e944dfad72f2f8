import MountMaps

/// One walk from a path to its mounts.
struct ResolutionRun {
    let facts: ResolverFacts
    let configuration: AutofsConfiguration
    let locator: MapLocator

    private(set) var mounts: [Mount] = []
    private(set) var failedMounts: [Mount] = []
    private(set) var trace = Trace()

    init(facts: ResolverFacts, configuration: AutofsConfiguration, locator: MapLocator) {
        self.facts = facts
        self.configuration = configuration
        self.locator = locator
    }

    /// Where the walk stands: a map that is mounted on a directory, and what of the path is left below it.
    private struct Stage {
        /// The directory as automount names it.
        var directory: [UInt8]
        var sources: [MasterMapSource]
        var hostsOptions: MasterMapOptions?
        var rest: ArraySlice<[UInt8]>
    }

    /// Follows a path from the master map on.
    mutating func resolve(
        _ path: PathComponents,
        in table: MasterTable,
        library: inout MapLibrary
    ) throws(ResolutionFailure) {
        var search = MountPointSearch(path: path, table: table, run: self)
        let points = try search.visible(in: &library)
        let firstDirect = points.first { if case .direct = $0.kind { true } else { false } }
        guard let point = firstDirect ?? points.last else { throw search.reason }
        trace.enter(file: point.line.file, line: point.line.line)
        trace.note("mount-point", joined(path.components[...]), point.path)
        let rest = path.components[point.depth...]
        var stage: Stage?
        switch point.kind {
        case .indirect:
            stage = firstStage(at: point.line.entry, below: rest)
        case .direct(let found, let source):
            stage = try mount(
                found,
                key: point.path,
                at: point.path,
                with: source,
                below: rest,
                isDirect: true
            )
            if let hidden = points.last, hidden.depth > point.depth {
                throw ResolutionFailure(
                    .noSuchKey,
                    "what is mounted on \(shown(point.path)) hides the key \(shown(hidden.path))"
                )
            }
        }
        while let next = stage { stage = try step(next, library: &library) }
    }

    private func firstStage(at entry: MasterMapEntry, below rest: ArraySlice<[UInt8]>) -> Stage? {
        switch entry.target {
        case .null: nil
        case .hosts(let options):
            Stage(directory: entry.mountPoint, sources: [], hostsOptions: options, rest: rest)
        case .maps(let sources):
            Stage(directory: entry.mountPoint, sources: sources, hostsOptions: nil, rest: rest)
        }
    }

    /// Looks one name up and mounts what its entry says; another stage where that is a map again.
    private mutating func step(
        _ stage: Stage,
        library: inout MapLibrary
    ) throws(ResolutionFailure) -> Stage? {
        guard let name = stage.rest.first else {
            throw ResolutionFailure(.noKey, "\(shown(stage.directory)) is a directory that automount keeps")
        }
        guard name.count < 254 else { throw noSuchKey(name, in: stage.directory) }
        let directory = stage.directory + [MapByte.slash] + name
        if let options = stage.hostsOptions {
            let source = MasterMapSource(ofHostsWith: options)
            let entry = try HostExports(facts: facts).entry(for: name)
            return try mount(
                entry,
                key: name,
                at: directory,
                with: source,
                below: stage.rest.dropFirst(),
                isDirect: false
            )
        }
        for source in stage.sources {
            let places = locator.places(of: source.map, in: &library)
            var lookup = lookup(name, isDirect: false, in: stage.directory, with: source.options)
            guard let found = try lookup.entry(in: places, library: &library) else { continue }
            return try mount(
                found,
                key: name,
                at: directory,
                with: source,
                below: stage.rest.dropFirst(),
                isDirect: false
            )
        }
        throw noSuchKey(name, in: stage.directory)
    }

    /// A look-up of one name.
    func lookup(
        _ name: [UInt8],
        isDirect: Bool,
        in directory: [UInt8],
        with options: MasterMapOptions
    ) -> MapLookup {
        let question = MapLookup.Question(
            name: name,
            isDirect: isDirect,
            mountPoint: String(decoding: directory, as: UTF8.self),
            defines: options.definitions
        )
        return MapLookup(question, locator: locator, facts: facts, configuration: configuration)
    }

    private func noSuchKey(_ name: [UInt8], in directory: [UInt8]) -> ResolutionFailure {
        ResolutionFailure(
            .noSuchKey,
            "no map of \(shown(directory)) has the key \(shown(name)) or a wildcard"
        )
    }
}

extension ResolutionRun {
    /// Runs an entry through the pipeline and makes its mounts.
    private mutating func mount(
        _ found: FoundEntry,
        key: [UInt8],
        at directory: [UInt8],
        with source: MasterMapSource,
        below rest: ArraySlice<[UInt8]>,
        isDirect: Bool
    ) throws(ResolutionFailure) -> Stage? {
        trace.enter(file: found.file, line: found.line)
        trace.note(found.rule, key, found.value)
        do throws(ResolutionFailure) {
            let target = MountTarget(
                directory: directory,
                rest: rest,
                planner: MountPlanner(
                    facts: facts,
                    configuration: configuration,
                    map: source.options,
                    isDirect: isDirect
                )
            )
            let entry = try parse(found, key: key, options: source.options)
            if let offsets = entry.offsets { return try mount(offsets, on: target) }
            let plan = try target.planner.plan(
                options: entry.options,
                location: entry.location,
                on: directory
            )
            return try carryOut(plan, on: directory, below: rest, planner: target.planner)
        } catch {
            var failure = error
            if failure.file == nil { (failure.file, failure.line) = (found.file, found.line) }
            throw failure
        }
    }

    /// Where the mounts of an entry go.
    private struct MountTarget {
        let directory: [UInt8]
        let rest: ArraySlice<[UInt8]>
        let planner: MountPlanner
    }

    private struct ParsedEntry {
        let options: [UInt8]
        let location: [UInt8]
        let offsets: [Offset]?
    }

    /// Expansion, options, and then offsets or locations: the pipeline of an entry.
    private mutating func parse(
        _ found: FoundEntry,
        key: [UInt8],
        options map: MasterMapOptions
    ) throws(ResolutionFailure) -> ParsedEntry {
        let expansion = EntryExpansion(
            key: key,
            variables: VariableTable(facts: facts, mapDefines: map.definitions),
            slashifiesColons: map.slashifiesColons
        )
        let raw = found.value.prefix { $0 != MapByte.nul }
        let expanded = expansion.expand(raw)
        trace.note("expand", raw, expanded)
        var text = EntryText(expanded)
        let own = try EntryOptions.takeLeading(from: &text)
        let options = merged(own, with: map)
        trace.note("options", own ?? [], options)
        guard !text.isAtEnd else {
            throw ResolutionFailure(.badEntry, "the entry is empty: it names no location")
        }
        if MultiMount.isMultiMount(text) {
            let offsets = try MultiMount.offsets(from: text, options: options)
            trace.note("offsets", text.rest, Array(offsets.map(\.path).joined(separator: [MapByte.space])))
            return ParsedEntry(options: options, location: [], offsets: offsets)
        }
        let rest = text.rest
        let location = try LocationText.takeAll(from: &text)
        trace.note("locations", rest, location)
        guard !location.isEmpty else {
            throw ResolutionFailure(.badEntry, "the entry is empty: it names no location")
        }
        return ParsedEntry(options: options, location: location, offsets: nil)
    }

    /// The options of the command line, the master map and the entry.
    private func merged(_ own: [UInt8]?, with map: MasterMapOptions) -> [UInt8] {
        let mapOptions = Array(map.mountOptions.joined(separator: [MapByte.comma]))
        let global = Array(facts.globalOptions.utf8)
        var common = mapOptions
        if !global.isEmpty {
            if configuration.appendsOptions {
                common = EntryOptions.joined(global, mapOptions)
            } else if mapOptions.isEmpty {
                common = global
            }
        }
        guard let own else { return common }
        return configuration.appendsOptions ? EntryOptions.joined(common, own) : own
    }

    /// Mounts the offsets on the way to the path, the outermost first.
    private mutating func mount(
        _ offsets: [Offset],
        on target: MountTarget
    ) throws(ResolutionFailure) -> Stage? {
        let rest = Array(target.rest)
        let onTheWay = offsets.map { (offset: $0, path: PathComponents($0.path)) }
            .filter { rest.starts(with: $0.path.components) }
            .sorted { $0.path.count < $1.path.count }
        var hasMounted = false
        var lastFailure: ResolutionFailure?
        for (offset, path) in onTheWay {
            let isRoot = path.count == 0
            let directory = isRoot ? target.directory : target.directory + offset.path
            do throws(ResolutionFailure) {
                let plan = try target.planner.plan(
                    options: offset.options,
                    location: offset.location,
                    on: directory
                )
                let below = target.rest.dropFirst(path.count)
                if let stage = try carryOut(plan, on: directory, below: below, planner: target.planner) {
                    return stage
                }
                hasMounted = true
                lastFailure = nil
            } catch {
                if MountOptions(offset.options).isStrict { throw error }
                let hasMoreBelow = offsets.contains { other in
                    let components = PathComponents(other.path).components
                    return components.count > path.count && components.starts(with: path.components)
                }
                lastFailure = path.count == rest.count && !hasMoreBelow ? error : nil
                if hasMoreBelow { hasMounted = true }
            }
        }
        if let lastFailure { throw lastFailure }
        if hasMounted { return nil }
        let isOnTheWay = offsets.contains { PathComponents($0.path).components.starts(with: rest) }
        throw ResolutionFailure(
            isOnTheWay ? .noKey : .noSuchKey,
            isOnTheWay
                ? "\(shown(target.directory)) is a directory that automount keeps for offsets below it"
                : "no offset of \(shown(target.directory)) holds the path"
        )
    }

    /// Tries the mounts of a plan; the first that works counts.
    private mutating func carryOut(
        _ plan: MountPlan,
        on directory: [UInt8],
        below rest: ArraySlice<[UInt8]>,
        planner: MountPlanner
    ) throws(ResolutionFailure) -> Stage? {
        switch plan {
        case .attempts(let attempts):
            for mount in attempts {
                if fails(mount) {
                    failedMounts.append(mount)
                    trace.note("mount-failed", mount.source, mount.mountPoint)
                } else {
                    mounts.append(mount)
                    trace.note("mount", mount.source, mount.mountPoint)
                    return nil
                }
            }
            throw ResolutionFailure(.mountFailed, "every mount on \(shown(directory)) fails")
        case .submount(let map, let options):
            let submount = try Submount(map: map, options: options, parent: planner.map)
            trace.note("submount", map, directory)
            return Stage(
                directory: directory,
                sources: submount.source.map { [$0] } ?? [],
                hostsOptions: submount.hostsOptions,
                rest: rest
            )
        }
    }

    private func fails(_ mount: Mount) -> Bool {
        guard mount.type != "symlink" else { return false }
        return facts.mountFailures.contains(.all) || facts.mountFailures.contains(.source(mount.source))
            || facts.mountFailures.contains(.type(mount.type))
    }

    private func joined(_ components: ArraySlice<[UInt8]>) -> [UInt8] {
        components.flatMap { [MapByte.slash] + $0 }
    }
}
