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
    /// How many includes led to it.
    var depth = 0
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
    /// Why a directory could not say whether it has the name.
    private(set) var problem: ResolutionFailure?

    /// The places that the search began with.
    private var asked: [MapPlace] = []
    /// How many entries of included maps have failed.
    private var failures = 0
    /// How many of those the search has passed.
    private var passed = 0
    /// The failures of wildcards among them, by number.
    private var failedWildcards: Set<Int> = []
    /// Whether the next entry of the key is lost, since a wildcard has failed.
    private var losesNextKey = false

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
        if depth == 0 { (passed, asked, losesNextKey) = (0, places, false) }
        for place in places {
            // A key that has failed is known as failed: no further included map is asked for it.
            if depth > 0, passed > 0 {
                losesNextKey = losesNextKey && !holdsKey(place, library: &library)
                return nil
            }
            let visit = Visit(place: place, depth: depth)
            guard !empty.contains(visit) else { continue }
            let found: FoundEntry?
            switch place {
            case .file(let path): found = try entry(inFile: path, library: &library, depth: depth)
            case .program(let path): found = try entry(ofProgram: path, library: &library, depth: depth)
            case .directory(let directory):
                switch try result(in: directory, library: &library) {
                case .entry(var entry):
                    entry.depth = depth
                    found = entry
                case .nothing(let endsSearch, let failure):
                    if let failure, failure.code == .directoryFailed || places.count == 1 {
                        problem = problem ?? failure
                    }
                    if endsSearch { return nil }
                    found = nil
                }
            case .elsewhere: found = nil
            }
            if let found, depth > 0, found.depth == depth, passed < failures {
                losesNextKey = failedWildcards.contains(passed)
                passed += 1
            } else if let found {
                return found
            } else {
                empty.insert(visit)
            }
        }
        return nil
    }

    /// Whether the search goes on where the mounts of an entry failed: after entries of included maps it does.
    ///
    /// The next call of ``entry(in:library:depth:)`` then gives what comes after that entry.
    mutating func goesOn(after found: FoundEntry) -> Bool {
        guard found.depth > 0, !question.isDirect else { return false }
        if found.rule == .wildcard { failedWildcards.insert(failures) }
        failures += 1
        empty.removeAll()
        return true
    }

    private func holdsKey(_ place: MapPlace, library: inout MapLibrary) -> Bool {
        guard case .file(let path) = place, let map = library.map(at: path) else { return false }
        return map.position(ofName: question.name) != nil
    }

    /// Whether no wildcard of another file was read before that of a file: after a failure automount takes the first
    /// one of the table that all of them share, and only in the file that it is of.
    private func isFirstWildcard(inFile file: String, library: inout MapLibrary) -> Bool {
        for case .file(let path) in asked {
            var wildcards = WildcardSearch(locator: locator, version: facts.autofsVersion)
            if let first = wildcards.firstStar(in: path, depth: 0, library: &library) {
                return first.file == file
            }
        }
        return true
    }

    private mutating func entry(
        inFile path: String,
        library: inout MapLibrary,
        depth: Int
    ) throws(ResolutionFailure) -> FoundEntry? {
        guard depth <= AutomountLimits.includeDepth else {
            if question.isDirect { return nil }
            throw ResolutionFailure(
                .includeLoop,
                "maps include each other more than \(AutomountLimits.includeDepth) levels deep",
                help: "take out this include, or another one of the circle"
            )
        }
        guard let map = library.map(at: path) else { return nil }
        let exact = map.position(ofName: question.name)
        for include in map.includes where include.entriesAbove <= exact ?? .max {
            let found = try entry(through: include, in: path, library: &library, depth: depth)
            if let found { return found }
        }
        if let exact {
            guard !losesNextKey else {
                losesNextKey = false
                return nil
            }
            return entry(at: exact, of: map, in: path, rule: .key, depth: depth, library: &library)
        }
        guard !question.isDirect else { return nil }
        var wildcards = WildcardSearch(locator: locator, version: facts.autofsVersion)
        guard let (star, file) = wildcards.wildcard(in: path, library: &library),
            let holder = library.map(at: file)
        else {
            explainAbsence(of: question.name, from: map, at: path)
            return nil
        }
        guard passed == 0 || isFirstWildcard(inFile: file, library: &library) else { return nil }
        return entry(at: star, of: holder, in: file, rule: .wildcard, depth: depth, library: &library)
    }

    private func entry(
        at position: Int,
        of map: AutomountMapDocument,
        in path: String,
        rule: TraceRule,
        depth: Int,
        library: inout MapLibrary
    ) -> FoundEntry {
        let entry = map.entries[position]
        let found = FoundEntry(
            value: Array(map.value(of: entry)),
            rule: rule,
            file: path,
            line: library.line(of: entry.range.lowerBound, in: path),
            key: Array(map.key(of: entry)),
            depth: depth
        )
        explain(found, at: position, of: map, library: &library)
        return found
    }

    /// An entry from an included map.
    private mutating func entry(
        through include: AutomountInclude,
        in path: String,
        library: inout MapLibrary,
        depth: Int
    ) throws(ResolutionFailure) -> FoundEntry? {
        guard let name = IncludeName(include.name), !name.isFile(at: path) else { return nil }
        let places = locator.places(
            of: name.map,
            in: &library,
            skippingFiles: name.isSelf(in: path),
            isNested: true
        )
        let found: FoundEntry?
        do throws(ResolutionFailure) {
            found = try entry(in: places, library: &library, depth: depth + 1)
        } catch {
            throw error.placed(in: path, at: library.line(of: include.range.lowerBound, in: path))
        }
        explain(include, in: path, places: places, found: found, library: &library)
        return found
    }

    /// What a program says; an included program that fails just does not have the key.
    ///
    /// Automount has read the keys of all files by then, and an included program is not asked for one of them.
    private mutating func entry(
        ofProgram path: String,
        library: inout MapLibrary,
        depth: Int
    ) throws(ResolutionFailure) -> FoundEntry? {
        guard !question.isDirect else { return nil }
        if depth > 0 {
            var keys = ListedKeys(locator: locator)
            if let (position, file) = keys.first(question.name, in: asked, library: &library),
                let map = library.map(at: file)
            {
                return entry(at: position, of: map, in: file, rule: .key, depth: depth, library: &library)
            }
        }
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
            return FoundEntry(
                value: value,
                rule: .program,
                file: path,
                line: nil,
                key: question.name,
                depth: depth
            )
        case .nothing(let failure):
            if depth > 0 { return nil }
            throw failure
        }
    }
}
