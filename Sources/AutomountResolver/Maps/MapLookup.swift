import MountMaps

/// An entry that was found for a name.
struct FoundEntry {
    /// The text of the entry.
    let value: [UInt8]
    /// The rule by which it was found.
    let rule: TraceRule
    let file: String
    let line: Int?
    /// The key as it stands in the map.
    let key: [UInt8]
}

/// Looks names up in a map and in what it includes.
struct MapLookup {
    /// Who looks what up, and for which mount point.
    struct Question {
        let name: [UInt8]
        let isDirect: Bool
        let mountPoint: String
        let defines: [String: String]
    }

    let locator: MapLocator
    let facts: ResolverFacts
    let configuration: AutofsConfiguration
    let question: Question
    /// Where the search is noted.
    let trace: Trace?
    /// The maps that are known not to have the name, by depth: what keeps maps that include each other many
    /// times from taking time without end.
    private var empty: Set<Visit> = []

    private struct Visit: Hashable {
        let place: MapPlace
        let depth: Int
    }

    init(
        _ question: Question,
        locator: MapLocator,
        facts: ResolverFacts,
        configuration: AutofsConfiguration,
        trace: Trace?
    ) {
        self.question = question
        self.trace = trace
        self.locator = locator
        self.facts = facts
        self.configuration = configuration
    }

    /// The entry of the name in the first of some places that has it; `nil` where none has.
    mutating func entry(
        in places: [MapPlace],
        library: inout MapLibrary,
        depth: Int = 0
    ) throws(ResolutionFailure) -> FoundEntry? {
        for place in places {
            let visit = Visit(place: place, depth: depth)
            guard !empty.contains(visit) else { continue }
            let found: FoundEntry?
            switch place {
            case .file(let path): found = try entry(inFile: path, library: &library, depth: depth)
            case .program(let path):
                found = try entry(ofProgram: path, library: &library, isIncluded: depth > 0)
            case .elsewhere: found = nil
            }
            if let found { return found }
            empty.insert(visit)
        }
        return nil
    }

    private mutating func entry(
        inFile path: String,
        library: inout MapLibrary,
        depth: Int
    ) throws(ResolutionFailure) -> FoundEntry? {
        guard depth <= AutomountLimits.includeDepth else {
            throw ResolutionFailure(
                .includeLoop,
                "maps include each other more than \(AutomountLimits.includeDepth) levels deep",
                file: path
            )
        }
        guard let map = library.map(at: path) else { return nil }
        let exact = map.position(ofName: question.name)
        for include in map.includes where include.entriesAbove <= exact ?? .max {
            let found = try entry(
                through: include,
                in: path,
                hasOwnEntry: exact != nil,
                library: &library,
                depth: depth
            )
            if let found { return found }
        }
        if let exact { return entry(at: exact, of: map, in: path, rule: .key, library: &library) }
        guard !question.isDirect else { return nil }
        var wildcards = WildcardSearch(locator: locator, version: facts.autofsVersion)
        guard let (star, file) = wildcards.wildcard(in: path, library: &library),
            let holder = library.map(at: file)
        else {
            explainAbsence(of: question.name, from: map, at: path)
            return nil
        }
        return entry(at: star, of: holder, in: file, rule: .wildcard, library: &library)
    }

    private func entry(
        at position: Int,
        of map: AutomountMapDocument,
        in path: String,
        rule: TraceRule,
        library: inout MapLibrary
    ) -> FoundEntry {
        let entry = map.entries[position]
        let found = FoundEntry(
            value: Array(map.value(of: entry)),
            rule: rule,
            file: path,
            line: library.line(of: entry.range.lowerBound, in: path),
            key: Array(map.key(of: entry))
        )
        explain(found, at: position, of: map, library: &library)
        return found
    }

    /// An entry from an included map; an included program does not override a key of the including map.
    private mutating func entry(
        through include: AutomountInclude,
        in path: String,
        hasOwnEntry: Bool,
        library: inout MapLibrary,
        depth: Int
    ) throws(ResolutionFailure) -> FoundEntry? {
        guard let name = IncludeName(include.name), !name.isFile(at: path) else { return nil }
        var places = locator.places(of: name.map, in: &library, skippingFiles: name.isSelf(in: path))
        if hasOwnEntry { places.removeAll { if case .program = $0 { true } else { false } } }
        let found = try entry(in: places, library: &library, depth: depth + 1)
        explain(include, in: path, places: places, found: found, library: &library)
        return found
    }

    /// What a program says; an included program that fails just does not have the key.
    private func entry(
        ofProgram path: String,
        library: inout MapLibrary,
        isIncluded: Bool
    ) throws(ResolutionFailure) -> FoundEntry? {
        let environment = VariableTable.programEnvironment(
            facts: facts,
            mapDefines: question.defines,
            usesPrefix: !configuration.usesStandardProgramEnvironment
        )
        let run = ProgramRun(
            path: path,
            key: question.name,
            directory: question.mountPoint,
            environment: environment
        )
        switch try ProgramAnswer(library.answers.outcome(of: run), of: run) {
        case .entry(let value):
            trace?.note(
                .program,
                question.name,
                value,
                at: (path, nil),
                detail: "the program wrote this for the key"
            )
            return FoundEntry(value: value, rule: .program, file: path, line: nil, key: question.name)
        case .nothing(let failure):
            if isIncluded { return nil }
            throw failure
        }
    }
}
