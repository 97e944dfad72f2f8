import HostFiles
import MountMaps

/// One walk from a path to its mounts.
struct ResolutionRun {
    let facts: ResolverFacts
    let configuration: AutofsConfiguration
    let locator: MapLocator
    let variables: VariableTable

    var version: AutofsVersion { facts.autofsVersion }

    var mounts: [Mount] = []
    var failedMounts: [Mount] = []
    /// The line of an indirect map that serves the path.
    private(set) var servingLine: MasterTable.Line?
    /// Where the options of the map that is searched come from: the line of the master map, or the entry that mounts
    /// the map.
    var optionsPlace: Trace.Place = (nil, nil)
    /// Whether the key itself is served, whatever comes of what lies below it.
    var isKeyServed = false
    /// The entries that were tried for a name.
    private var tried: (first: FoundEntry, last: FoundEntry)?
    /// Whether the last entry was begun as a multi-mount.
    var isMultiMount = false
    /// The map that waits for somebody to go further than the path goes.
    private(set) var waiting: Stage?
    let trace: Trace?
    /// How often each map was mounted by an entry on the way.
    var submounts: [MapSourceName: Int] = [:]

    init(
        facts: ResolverFacts,
        configuration: AutofsConfiguration,
        locator: MapLocator,
        variables: VariableTable,
        trace: Trace?
    ) {
        self.facts = facts
        self.configuration = configuration
        self.locator = locator
        self.variables = variables
        self.trace = trace
    }

    /// Where the walk stands: a map that is mounted on a directory, and what of the path is left below it.
    struct Stage {
        /// The directory as automount names it.
        var directory: [UInt8]
        var sources: [MasterMapSource]
        var hostsOptions: MasterMapOptions?
        var rest: ArraySlice<[UInt8]>
        var isSubmount = false
    }

    /// Follows a path from the master map on.
    mutating func resolve(
        _ path: PathComponents,
        among points: MountPointIndex,
        library: inout MapLibrary
    ) throws(ResolutionFailure) {
        var search = MountPointSearch(path: path, points: points, run: self)
        guard let serving = try search.serving(in: &library) else { throw search.reason }
        let point = serving.point
        trace?.enter(file: point.line.file, line: point.line.line)
        optionsPlace = (point.line.file, point.line.line)
        let rest = path.components[point.depth...]
        var stage: Stage?
        if let (found, source) = serving.entry {
            stage = try mount(
                found,
                key: point.path,
                at: point.path,
                with: source,
                below: rest,
                isDirect: true
            )
            let reached = mounts.last.map { PathComponents($0.mountPoint.utf8).count } ?? 0
            if let hidden = serving.hidden, reached < hidden.depth {
                throw ResolutionFailure(
                    .noSuchKey,
                    "what is mounted on \(shown(point.path)) hides the key \(shown(hidden.path))",
                    help: "make \(shown(hidden.path)) an offset of the entry of \(shown(point.path))",
                    file: hidden.line.file,
                    line: hidden.line.line
                )
            }
        } else {
            servingLine = point.line
            stage = firstStage(at: point.line.entry, below: rest)
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
        try requireMap(of: stage, library: &library)
        guard let name = stage.rest.first else {
            waiting = stage
            throw noKey(in: stage)
        }
        guard name.count < 254 else { throw nameTooLong(name) }
        let directory = stage.directory + [MapByte.slash] + name
        if let options = stage.hostsOptions {
            let source = MasterMapSource(ofHostsWith: options)
            let entry = try HostExports(facts: facts).entry(for: name)
            trace?.note(entry.rule, name, entry.value, at: (entry.file, nil), detail: "what the host exports")
            return try mount(
                entry,
                key: name,
                at: directory,
                with: source,
                below: stage.rest.dropFirst(),
                isDirect: false
            )
        }
        let places = stage.sources.map {
            locator.places(of: $0.map, in: &library, isNested: stage.isSubmount)
        }
        if version.knowsNullEntries {
            var search = NullEntrySearch(name: name, locator: locator)
            if let null = search.nullEntry(in: Array(places.joined()), library: &library) {
                throw ResolutionFailure(
                    .noSuchKey,
                    "the entry -null takes the key \(shown(name)) out of the map",
                    help: "take the entry -null out, or look another name up",
                    file: null.file,
                    line: null.line
                )
            }
        }
        return try mount(name, from: places, at: directory, on: stage, library: &library)
    }

    /// The entry of a name with which automount ends in a map; where none can be mounted, the one that it tries first.
    mutating func entry(
        of name: [UInt8],
        in map: MapSourceName,
        library: inout MapLibrary
    ) throws(ResolutionFailure) -> FoundEntry? {
        let source = MasterMapSource(map: map, options: MasterMapOptions(ofSubmount: []))
        do throws(ResolutionFailure) {
            _ = try step(Stage(directory: [], sources: [source], rest: [name]), library: &library)
            return tried?.last
        } catch {
            guard tried == nil, error.code != .noSuchKey else { return tried?.first }
            throw error
        }
    }

    /// Mounts what the entry of a name says, or the next one where its mounts fail and automount goes on.
    private mutating func mount(
        _ name: [UInt8],
        from places: [[MapPlace]],
        at directory: [UInt8],
        on stage: Stage,
        library: inout MapLibrary
    ) throws(ResolutionFailure) -> Stage? {
        for (source, places) in zip(stage.sources, places) { explain(places, of: source.map) }
        let lookups = stage.sources.map {
            lookup(name, isDirect: false, in: stage.directory, with: $0.options)
        }
        var search = SharedMapSearch(
            lookups: lookups,
            sources: stage.sources,
            places: places,
            isNested: stage.isSubmount,
            library: &library
        )
        var alone = lookups.first
        var problem: ResolutionFailure?
        while true {
            let found: SharedMapSearch.Found?
            if search != nil {
                found = try search?.next(library: &library)
            } else {
                found = try alone?.entry(in: places.first ?? [], library: &library)
                    .map { SharedMapSearch.Found(entry: $0, source: 0) }
            }
            guard let found else { break }
            tried = (tried?.first ?? found.entry, found.entry)
            isKeyServed = false
            isMultiMount = false
            let place = optionsPlace
            do throws(ResolutionFailure) {
                let next = try mount(
                    found.entry,
                    key: name,
                    at: directory,
                    with: stage.sources[found.source],
                    below: stage.rest.dropFirst(),
                    isDirect: false
                )
                if search != nil, let next, next.directory == directory {
                    try requireMap(of: next, library: &library)
                }
                return next
            } catch {
                guard !isKeyServed, search != nil else { throw error }
                problem = error
                optionsPlace = place
                search?.fail(isMultiMount: isMultiMount)
            }
        }
        throw problem ?? search?.problem ?? alone?.problem ?? noSuchKey(name, in: stage, library: &library)
    }

    /// Refuses a map that an entry mounts and that cannot be read.
    private func requireMap(of stage: Stage, library: inout MapLibrary) throws(ResolutionFailure) {
        guard stage.isSubmount, let source = stage.sources.first,
            locator.places(of: source.map, in: &library).isEmpty
        else { return }
        throw ResolutionFailure(
            .noMap,
            """
            the map \(shown(source.map.name)) of \(shown(stage.directory)) cannot be read: \
            \(locator.reasonAgainst(source.map, in: &library))
            """
        )
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
        // Of direct maps every directory on the way is looked up; only the one that serves is told.
        return MapLookup(
            question,
            locator: locator,
            facts: facts,
            configuration: configuration,
            trace: isDirect ? nil : trace
        )
    }
}
