import HostFiles
import MountMaps

/// Says what automount 5.1 would mount for a path, from the files of a client and some facts about it.
///
/// The resolver is pure: it reads maps through a ``MapSource``, asks nothing of the machine or the network,
/// and gives the same answer for the same files, facts and answers. It keeps the maps that it has read, so one resolver
/// answers many paths.
///
/// What programs and directories hold it asks in ``openQuestions``: whoever can find out tells it by
/// ``learn(_:)`` and calls again, until no question is open.
public struct Resolver: Sendable {
    let facts: ResolverFacts
    let configuration: AutofsConfiguration
    let locator: MapLocator
    private let variables: VariableTable
    private(set) var master: ReadMaster
    var library: MapLibrary

    /// Reads the configuration and the master map.
    ///
    /// - Parameters:
    ///   - source: Where `autofs.conf`, `nsswitch.conf`, the master map and the maps are read.
    ///   - facts: What else is known of the client.
    public init(source: any MapSource, facts: ResolverFacts = ResolverFacts()) {
        self.facts = facts
        configuration = AutofsConfiguration(reading: source, environment: facts.daemonEnvironment)
        let nameServiceSwitch = NameServiceSwitch(Self.bytes(of: "/etc/nsswitch.conf", in: source) ?? [])
        locator = MapLocator(
            nameServiceSwitch: nameServiceSwitch,
            mapDirectory: facts.mapDirectory,
            ldap: LDAPDefaults(
                configuration: configuration,
                libraryFile: Self.bytes(of: "/etc/ldap/ldap.conf", in: source) ?? []
            )
        )
        library = MapLibrary(source)
        variables = VariableTable(facts: facts)
        master = ReadMaster()
        readMaster()
    }

    /// What the last call asked and nobody has answered.
    ///
    /// Where there is any, what the call said may not stand.
    public var openQuestions: [MapQuestion] { master.openQuestions + library.answers.open }

    /// Takes the answers to questions; what was asked is then to be asked again.
    ///
    /// - Parameter answers: For questions as they stood in ``openQuestions`` their answers, each of the same kind as its
    ///   question; one of another kind leaves it open.
    public mutating func learn(_ answers: [MapQuestion: MapAnswer]) {
        for (question, answer) in answers { library.answers.learn(answer, to: question) }
        library.forgetDirectKeys()
        if master.openQuestions.contains(where: { answers[$0] != nil }) { readMaster() }
    }

    /// What automount mounts when it starts: every directory in which it waits for somebody.
    ///
    /// Where ``openQuestions`` is not empty afterwards, some may be missing.
    ///
    /// - Returns: One for each indirect map and one for each key of direct maps, indirect ones first.
    public mutating func startingMounts() -> [AutofsMount] {
        library.answers.forgetOpen()
        let mounts = StartingMounts(
            points: master.points,
            locator: locator,
            configuration: configuration
        )
        return mounts.mounts(in: &library)
    }

    /// Whether automount mounts at its start what entries of direct maps say: where several keys come to one directory,
    /// and others lie below it.
    package mutating func mountsEntriesAtStart() -> Bool {
        let mounts = StartingMounts(points: master.points, locator: locator, configuration: configuration)
        return mounts.started(in: &library).mountsEntries
    }

    /// What automount would mount when somebody opens a path.
    ///
    /// - Parameter path: An absolute path.
    /// - Returns: The mounts in order, what went wrong and the questions that are open, without the steps.
    public mutating func resolve(_ path: String) -> Resolution {
        if let mount = master.wildcards.mount(for: path, among: master.points) {
            library.answers.forgetOpen()
            return Resolution(path: path, mounts: [mount], openQuestions: master.openQuestions)
        }
        return walk(path.utf8, shownAs: path, trace: nil)
    }

    /// What automount would mount when somebody opens a path whose bytes need not be UTF-8.
    ///
    /// - Parameter path: An absolute path.
    /// - Returns: As ``resolve(_:)-(String)``; where the path is shown, U+FFFD stands for what is no UTF-8.
    public mutating func resolve(_ path: [UInt8]) -> Resolution {
        if let text = String(validating: path, as: UTF8.self) { return resolve(text) }
        return walk(path, shownAs: String(decoding: path, as: UTF8.self), trace: nil)
    }

    /// What automount would mount when somebody opens a path, and why.
    ///
    /// - Parameter path: An absolute path.
    /// - Returns: The same as ``resolve(_:)``, with each step that led there.
    public mutating func explain(_ path: String) -> Resolution {
        walk(path.utf8, shownAs: path, trace: Trace())
    }

    private mutating func walk(
        _ bytes: some Collection<UInt8>,
        shownAs path: String,
        trace: Trace?
    ) -> Resolution {
        library.answers.forgetOpen()
        var run = run(trace: trace)
        var failure: ResolutionFailure?
        do throws(ResolutionFailure) {
            if let failure = master.failure { throw failure }
            try run.resolve(PathComponents(asked: bytes), among: master.points, library: &library)
        } catch {
            failure = error
        }
        if trace == nil, failure == nil, openQuestions.isEmpty, let line = run.servingLine {
            master.wildcards.learn(from: line, among: master.points, by: run, library: &library)
        }
        return Resolution(
            path: path,
            mounts: run.mounts,
            failedMounts: run.failedMounts,
            trace: trace?.steps ?? [],
            failure: failure,
            openQuestions: openQuestions
        )
    }

    /// What a directory of automount shows before anybody has gone further: the keys of its map where it browses.
    ///
    /// - Parameter path: An absolute path.
    /// - Returns: The names in no order; nil where the path is no directory in which a map waits.
    public mutating func listing(of path: String) -> [String]? {
        library.answers.forgetOpen()
        guard master.failure == nil else { return nil }
        var run = run(trace: nil)
        try? run.resolve(PathComponents(path.utf8), among: master.points, library: &library)
        return run.waiting.map { run.listing(of: $0, among: master.points, library: &library) }
    }

    func run(trace: Trace?) -> ResolutionRun {
        ResolutionRun(
            facts: facts,
            configuration: configuration,
            locator: locator,
            variables: variables,
            trace: trace
        )
    }

    private mutating func readMaster() {
        library.answers.forgetOpen()
        var reader = MasterTableReader(library: library, locator: locator)
        let isRead = facts.masterMap.map { reader.read($0) } ?? reader.readMasterMap(by: configuration)
        library.answers = reader.library.answers
        library.forgetDirectKeys()
        master = ReadMaster(
            points: MountPointIndex(reader.table),
            openQuestions: library.answers.open,
            failure: reader.notAsked ?? (isRead ? nil : reader.problem ?? missingMaster())
        )
        library.answers.forgetOpen()
    }

    private mutating func missingMaster() -> ResolutionFailure {
        let name = facts.masterMap ?? configuration.masterMapName
        let map = MapSourceName(name: Array(name.utf8))
        return ResolutionFailure(
            .noMasterMap,
            """
            the master map \(shown(map.name)) cannot be read: \
            \(locator.reasonAgainst(map, in: &library))
            """
        )
    }

    private static func bytes(of path: String, in source: any MapSource) -> [UInt8]? {
        guard case .file(let bytes, _) = source.file(at: path) else { return nil }
        return bytes
    }
}

/// What reading the master map came to.
struct ReadMaster: Sendable {
    let points: MountPointIndex
    /// What the wildcards of its mount points answer, as far as it is known.
    var wildcards: WildcardAnswers
    /// What could not be read for want of an answer.
    let openQuestions: [MapQuestion]
    /// Why there is no master map.
    let failure: ResolutionFailure?

    init(
        points: MountPointIndex = MountPointIndex(MasterTable()),
        openQuestions: [MapQuestion] = [],
        failure: ResolutionFailure? = nil
    ) {
        self.points = points
        self.openQuestions = openQuestions
        self.failure = failure
        wildcards = WildcardAnswers(points)
    }
}
