import MountMaps

/// Says what automount 5.1 would mount for a path, from the files of a client and some facts about it.
///
/// The resolver is pure: it reads maps through a ``MapSource``, asks nothing of the machine or the network,
/// and gives the same answer for the same files and facts. It keeps the maps that it has read, so one resolver
/// answers many paths.
public struct Resolver: Sendable {
    private let facts: ResolverFacts
    private let configuration: AutofsConfiguration
    private let locator: MapLocator
    private let table: MasterTable
    private let points: MountPointIndex
    private let variables: VariableTable
    private let hasMasterMap: Bool
    private var library: MapLibrary
    private var answers: WildcardAnswers

    /// Reads the configuration and the master map.
    ///
    /// - Parameters:
    ///   - source: Where `autofs.conf`, `nsswitch.conf`, the master map and the maps are read.
    ///   - facts: What else is known of the client.
    public init(source: any MapSource, facts: ResolverFacts = ResolverFacts()) {
        self.facts = facts
        configuration = AutofsConfiguration(reading: source)
        let nameServiceSwitch = NameServiceSwitch(Self.bytes(of: "/etc/nsswitch.conf", in: source) ?? [])
        locator = MapLocator(nameServiceSwitch: nameServiceSwitch, mapDirectory: facts.mapDirectory)
        library = MapLibrary(source)
        var reader = MasterTableReader(source: source, locator: locator)
        hasMasterMap = facts.masterMap.map { reader.read($0) } ?? reader.readMasterMap(by: configuration)
        table = reader.table
        points = MountPointIndex(table)
        variables = VariableTable(facts: facts)
        answers = WildcardAnswers(points)
    }

    /// What automount mounts when it starts: every directory in which it waits for somebody.
    ///
    /// - Returns: One for each indirect map and one for each key of direct maps, indirect ones first.
    public mutating func startingMounts() -> [AutofsMount] {
        let mounts = StartingMounts(
            table: table,
            locator: locator,
            configuration: configuration
        )
        return mounts.mounts(in: &library)
    }

    /// What automount would mount when somebody opens a path.
    ///
    /// - Parameter path: An absolute path.
    /// - Returns: The mounts in order and what went wrong, without the steps that led there.
    public mutating func resolve(_ path: String) -> Resolution {
        let bytes = Array(path.utf8)
        if let mount = answers.mount(for: path, spelled: bytes, among: points) {
            return Resolution(path: path, mounts: [mount], failedMounts: [], trace: [], failure: nil)
        }
        return walk(path, trace: nil)
    }

    /// What automount would mount when somebody opens a path, and why.
    ///
    /// - Parameter path: An absolute path.
    /// - Returns: The same as ``resolve(_:)``, with each step that led there.
    public mutating func explain(_ path: String) -> Resolution {
        walk(path, trace: Trace())
    }

    private mutating func walk(_ path: String, trace: Trace?) -> Resolution {
        var run = ResolutionRun(
            facts: facts,
            configuration: configuration,
            locator: locator,
            variables: variables,
            trace: trace
        )
        var failure: ResolutionFailure?
        do throws(ResolutionFailure) {
            guard hasMasterMap else {
                throw ResolutionFailure(
                    .noMasterMap,
                    "the master map \(facts.masterMap ?? configuration.masterMapName) cannot be read"
                )
            }
            try run.resolve(PathComponents(path.utf8), among: points, library: &library)
        } catch {
            failure = error
        }
        if trace == nil, failure == nil, let line = run.servingLine {
            answers.learn(from: line, among: points, by: run, library: &library)
        }
        return Resolution(
            path: path,
            mounts: run.mounts,
            failedMounts: run.failedMounts,
            trace: trace?.steps ?? [],
            failure: failure
        )
    }

    private static func bytes(of path: String, in source: any MapSource) -> [UInt8]? {
        guard case .file(let bytes, _) = source.file(at: path) else { return nil }
        return bytes
    }
}
