import HostFiles
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
    /// Why a directory could not say whether it has the name.
    private(set) var problem: ResolutionFailure?

    /// The places that the search began with.
    private var asked: [MapPlace] = []

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
        if depth == 0 { asked = places }
        for place in places {
            let visit = Visit(place: place, depth: depth)
            guard !empty.contains(visit) else { continue }
            let found: FoundEntry?
            switch place {
            case .file(let path): found = try entry(inFile: path, library: &library, depth: depth)
            case .program(let path): found = try entry(ofProgram: path, library: &library, depth: depth)
            case .ldap(let directory):
                switch try result(in: directory, library: &library) {
                case .entry(let entry): found = entry
                case .nothing(let endsSearch, let failure):
                    if let failure, failure.code == .ldapFailed || places.count == 1 {
                        problem = problem ?? failure
                    }
                    if endsSearch { return nil }
                    found = nil
                }
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
            if question.isDirect { return nil }
            throw .includesTooDeep
        }
        guard let map = library.map(at: path) else { return nil }
        let exact = map.position(ofName: question.name)
        for include in map.includes where include.entriesAbove <= exact ?? .max {
            let found = try entry(through: include, in: path, library: &library, depth: depth)
            if let found { return found }
        }
        if let exact {
            return entry(at: exact, of: map, in: path, rule: .key, library: &library)
        }
        guard !question.isDirect else { return nil }
        // Of a map without includes a star in quotes is the wildcard as well.
        let wildcard = map.includes.isEmpty ? map.position(ofName: [MapByte.star]) : map.bareWildcard
        guard let wildcard else {
            explainAbsence(of: question.name, from: map, at: path)
            return nil
        }
        return entry(at: wildcard, of: map, in: path, rule: .wildcard, library: &library)
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
        explain(include, in: path, exists: !places.isEmpty, found: found, library: &library)
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
                return entry(at: position, of: map, in: file, rule: .key, library: &library)
            }
        }
        switch try outcome(ofProgram: path, library: &library) {
        case .entry(let entry): return entry
        case .nothing(let failure):
            if depth > 0 { return nil }
            throw failure
        }
    }
}

extension MapLookup {
    /// What a program says of the name.
    enum ProgramResult {
        case entry(FoundEntry)
        case nothing(ResolutionFailure)
    }

    /// Runs a program for the name, or takes what it is known to say.
    ///
    /// - Throws: Where that is not known.
    func outcome(
        ofProgram path: String,
        isTold: Bool = true,
        library: inout MapLibrary
    ) throws(ResolutionFailure) -> ProgramResult {
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
        case .nothing(let failure): return .nothing(failure)
        case .entry(let value):
            if isTold {
                trace?.note(
                    .program,
                    question.name,
                    value,
                    at: (path, nil),
                    detail: "the program wrote this for the key"
                )
            }
            return .entry(
                FoundEntry(value: value, rule: .program, file: path, line: nil, key: question.name)
            )
        }
    }

    /// The entry of the name that stands at some place in a map, or that was given by another source.
    func entry(at origin: SharedEntries.Origin, library: inout MapLibrary) -> FoundEntry? {
        switch origin {
        case .output(let entry): return entry
        case .map(let path, let position):
            guard let map = library.map(at: path) else { return nil }
            let star = [MapByte.star]
            let isWildcard = question.name != star && map.name(of: map.entries[position]) == star
            return entry(
                at: position,
                of: map,
                in: path,
                rule: isWildcard ? .wildcard : .key,
                library: &library
            )
        }
    }
}

extension AutomountMapDocument {
    /// The position of the first wildcard that is not in quotes.
    var bareWildcard: Int? {
        guard let first = position(ofName: [MapByte.star]) else { return nil }
        return entries[first...].firstIndex { key(of: $0).elementsEqual([MapByte.star]) }
    }
}
