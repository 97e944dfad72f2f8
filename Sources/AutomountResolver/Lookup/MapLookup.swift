import HostFiles
import MountMaps

/// Looks up one name in maps and in everything that they include.
///
/// The rules:
/// 1. Sources are asked in order. If one does not have the name, the next one is asked, unless the action in
///    nsswitch.conf(5) ends the search (`daemon/lookup.c: lookup_nss_mount`, `lib/nsswitch.c: check_nss_result`;
///    cases ldap-035, ldap-036, directory-x-down8).
/// 2. The first line with the key counts; includes above it come before it (`modules/lookup_file.c: lookup_one`;
///    cases duplicates-002, duplicates-012).
/// 3. The wildcard is used if no key and no include has the name, wherever its line is
///    (`modules/lookup_file.c: check_map_indirect`, `lookup_wild`; cases wildcard-021, wildcard-022, duplicates-014).
/// 4. A quoted star is the wildcard only in a map without includes, which is answered from the table
///    (`modules/lookup_file.c: map_update_needed`, `lookup_wild`; cases wildcard-026, quoted-wildcard-001,
///    quoted-wildcard-003).
/// 5. Direct maps have no wildcard (`lib/cache.c: cache_lookup`, `lib/parse_subs.c: sanitize_path`; cases wildcard-054,
///    wildcard-055).
/// 6. An include more than 16 levels deep ends the whole look-up in an indirect map
///    (`modules/lookup_file.c: lookup_mount`; cases include-022, include-023). In a direct map it is taken to be
///    skipped, since keys are read only at the start (no case).
/// 7. A program is not asked for a direct map (`modules/lookup_program.c: lookup_read_map`;
///    case rule-direct-program-055).
/// 8. An included program is not run for a key that a file of the mount point has; that file's entry is used
///    (`modules/lookup_program.c: lookup_mount`; cases include-035, include-036).
struct MapLookup {
    /// The name that is looked up, and the mount point that needs it.
    struct Question {
        let name: [UInt8]
        let isDirect: Bool
        let mountPoint: String
        let defines: [String: String]
    }

    let context: ResolverContext
    let question: Question
    /// Why a program or an LDAP server could not answer.
    private(set) var problem: ResolutionFailure?
    /// The maps that do not have the name, with their depth.
    ///
    /// Without this record, maps that include each other many times take exponential time.
    private var empty: Set<Visit> = []
    /// The places with which the search began.
    private var places: [MapPlace] = []

    private struct Visit: Hashable {
        let place: MapPlace
        let depth: Int
    }

    init(_ question: Question, in context: ResolverContext) {
        self.question = question
        self.context = context
    }

    var library: MapLibrary { context.library }

    /// Where the search is noted.
    ///
    /// For direct maps every directory on the way is looked up, and only the one that serves the path is shown.
    var trace: Trace? { question.isDirect ? nil : context.trace }

    /// The entry of the name in the first place that has it; `nil` if none has.
    mutating func firstEntry(in places: [MapPlace]) throws(ResolutionFailure) -> FoundEntry? {
        self.places = places
        return try IncludeWalk(locator: context.locator).visit(places, with: &self)
    }
}

extension MapLookup: MapVisitor {
    mutating func enters(_ place: MapPlace, depth: Int) throws(ResolutionFailure) -> Bool {
        // A place is entered once for each depth; if it has the name, the walk ends.
        guard !empty.contains(Visit(place: place, depth: depth)) else { return false }
        if case .file = place, depth > AutomountLimits.includeDepth {
            if question.isDirect { return false }
            throw .includesTooDeep
        }
        return true
    }

    func visitEntries(_ positions: Range<Int>, of map: VisitedMap) -> FoundEntry? {
        guard let position = map.document.position(ofName: question.name), positions.contains(position)
        else { return nil }
        return entry(at: position, of: map.document, in: map.path, rule: .key)
    }

    /// The wildcard of a map, which counts only after all its keys and includes (cases wildcard-021, duplicates-014).
    mutating func leave(_ map: VisitedMap) -> FoundEntry? {
        let document = map.document
        if !question.isDirect {
            // In a map without includes a quoted star is the wildcard as well (case wildcard-026).
            let wildcard =
                document.includes.isEmpty ? document.position(ofName: [MapByte.star]) : document.bareWildcard
            if let wildcard { return entry(at: wildcard, of: document, in: map.path, rule: .wildcard) }
            explainAbsence(of: question.name, from: document, at: map.path)
        }
        empty.insert(Visit(place: .file(map.path), depth: map.depth))
        return nil
    }

    mutating func leave(
        _ include: AutomountInclude,
        of map: VisitedMap,
        to inclusion: Inclusion?,
        found: FoundEntry?
    ) {
        guard let inclusion else { return }
        explain(include, in: map.path, exists: !inclusion.places.isEmpty, found: found)
    }

    mutating func visit(_ place: MapPlace, depth: Int) throws(ResolutionFailure)
        -> IncludeWalk.Step<FoundEntry>
    {
        let step: IncludeWalk.Step<FoundEntry> =
            switch place {
            case .program(let path): try visitProgram(path, depth: depth)
            case .ldap(let place): try visitLDAP(place)
            case .unread(let map): throw map.failure
            case .file, .empty: .next
            }
        if case .next = step { empty.insert(Visit(place: place, depth: depth)) }
        return step
    }

    /// Asks a program.
    ///
    /// An included program that fails does not have the key. It is not run for a key of a file, since automount has
    /// read those at the start (cases include-035, include-036).
    private func visitProgram(
        _ path: String,
        depth: Int
    ) throws(ResolutionFailure) -> IncludeWalk.Step<FoundEntry> {
        guard !question.isDirect else { return .next }
        if depth > 0 {
            var search = KeySearch(name: question.name)
            let key = try? IncludeWalk(locator: context.locator).visit(places, with: &search)
            if let key, let map = library.map(at: key.file) {
                return .found(entry(at: key.position, of: map, in: key.file, rule: .key))
            }
        }
        switch try askProgram(at: path, isTraced: true) {
        case .entry(let entry): return .found(entry)
        case .nothing(let failure):
            if depth > 0 { return .next }
            throw failure
        }
    }

    private mutating func visitLDAP(_ place: LDAPPlace) throws(ResolutionFailure)
        -> IncludeWalk.Step<FoundEntry>
    {
        switch try askLDAP(place) {
        case .entry(let entry): return .found(entry)
        case .nothing(let endsSearch, let failure):
            if let failure, failure.code == .ldapFailed || places.count == 1 {
                problem = problem ?? failure
            }
            return endsSearch ? .end : .next
        }
    }
}

extension MapLookup {
    /// The answer of a program for the name.
    enum ProgramResult {
        case entry(FoundEntry)
        case nothing(ResolutionFailure)
    }

    /// Takes the known answer of a program for the name.
    ///
    /// The name is the program's only argument, and the program runs in the mount point
    /// (`modules/lookup_program.c: lookup_one`; cases program-036, program-039).
    ///
    /// - Throws: If the answer is not known.
    func askProgram(at path: String, isTraced: Bool) throws(ResolutionFailure) -> ProgramResult {
        let environment = VariableTable.programEnvironment(
            facts: context.facts,
            mapDefines: question.defines,
            usesPrefix: !context.configuration.usesStandardProgramEnvironment
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
            if isTraced {
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

    /// The entry of the name from a table that several maps share.
    func entry(from origin: SharedEntries.Origin) -> FoundEntry? {
        switch origin {
        case .output(let entry): return entry
        case .map(let path, let position):
            guard let map = library.map(at: path) else { return nil }
            let star = [MapByte.star]
            let isWildcard = question.name != star && map.name(of: map.entries[position]) == star
            return entry(at: position, of: map, in: path, rule: isWildcard ? .wildcard : .key)
        }
    }

    private func entry(
        at position: Int,
        of map: AutomountMapDocument,
        in path: String,
        rule: TraceRule
    ) -> FoundEntry {
        let entry = map.entries[position]
        let found = FoundEntry(
            value: Array(map.value(of: entry)),
            rule: rule,
            file: path,
            line: library.line(of: entry.range.lowerBound, in: path),
            key: Array(map.key(of: entry))
        )
        explain(found, at: position, of: map)
        return found
    }
}

extension AutomountMapDocument {
    /// The position of the first star without quotes, the only one that `lookup_wild` sees (`modules/lookup_file.c`;
    /// cases quoted-wildcard-001, quoted-wildcard-003).
    var bareWildcard: Int? {
        guard let first = position(ofName: [MapByte.star]) else { return nil }
        return entries[first...].firstIndex { key(of: $0).elementsEqual([MapByte.star]) }
    }
}
