import HostFiles
import MountMaps

/// Says what automount 5.1 would mount for a path, from the files of a client and some facts about it.
///
/// The resolver is pure: it reads maps through a ``MapSource``, asks nothing of the machine or the network,
/// and gives the same answer for the same files, facts and answers. It keeps the maps that it has read, so one resolver
/// answers many paths; a copy shares them.
///
/// What programs and LDAP servers hold it asks in ``openQuestions``. The caller finds out, hands the answers to
/// ``learn(_:)`` and calls again, until no question is open.
public struct Resolver {
    let context: ResolverContext
    private(set) var master: LoadedMaster

    private var library: MapLibrary { context.library }

    /// Reads the configuration and the master map.
    ///
    /// - Parameters:
    ///   - source: Where `autofs.conf`, `nsswitch.conf`, the master map and the maps are read.
    ///   - facts: What else is known of the client.
    public init(source: any MapSource, facts: ResolverFacts = ResolverFacts()) {
        context = ResolverContext(reading: source, facts: facts)
        master = LoadedMaster(in: context)
    }

    /// The questions of the last call that have no answer yet.
    ///
    /// While there is one, the result of that call is provisional.
    public var openQuestions: [MapQuestion] { master.openQuestions + library.answers.open }

    /// Takes answers to questions.
    ///
    /// Then make the call again that asked them.
    ///
    /// - Parameter answers: The answers to questions of ``openQuestions``, each of the same kind as its question; an answer
    ///   of another kind leaves the question open.
    public mutating func learn(_ answers: [MapQuestion: MapAnswer]) {
        for (question, answer) in answers { library.answers.learn(answer, to: question) }
        library.forgetDirectKeys()
        if master.openQuestions.contains(where: { answers[$0] != nil }) { master = LoadedMaster(in: context) }
    }

    /// What automount mounts when it starts: every directory in which it waits for somebody.
    ///
    /// Where ``openQuestions`` is not empty afterwards, some may be missing.
    ///
    /// - Returns: One for each indirect map and one for each key of direct maps, indirect ones first.
    public func startingMounts() -> [AutofsMount] {
        library.answers.forgetOpen()
        return StartingMounts(points: master.points, context: context).mounts()
    }

    /// Whether automount mounts the entries of direct maps already when it starts: it does where several keys name one
    /// directory and others lie below it.
    package func mountsEntriesAtStart() -> Bool {
        StartingMounts(points: master.points, context: context).started().mountsEntries
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
    /// - Returns: As ``resolve(_:)-(String)``; where the path is shown, U+FFFD replaces what is not UTF-8.
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
        var run = ResolutionRun(in: context.tracing(by: trace))
        let end = follow(bytes, by: &run)
        if trace == nil, end.failure == nil, openQuestions.isEmpty, let line = end.servingLine {
            master.wildcards.compile(line, among: master.points, in: context)
        }
        return Resolution(
            path: path,
            mounts: run.mounts,
            failedMounts: run.failedMounts,
            trace: trace?.steps ?? [],
            failure: end.failure,
            openQuestions: openQuestions
        )
    }

    private func follow(_ path: some Collection<UInt8>, by run: inout ResolutionRun) -> ResolutionRun.End {
        if let failure = master.failure { return ResolutionRun.End(failure: failure) }
        do throws(ResolutionFailure) {
            return run.follow(try PathComponents(asked: path), among: master.points)
        } catch {
            return ResolutionRun.End(failure: error)
        }
    }

    /// What a directory of automount shows before anybody has gone further: the keys of its map where it browses.
    ///
    /// - Parameter path: An absolute path.
    /// - Returns: The names in no order; nil where the path is no directory in which a map waits.
    public func listing(of path: String) -> [String]? {
        library.answers.forgetOpen()
        guard master.failure == nil else { return nil }
        var run = ResolutionRun(in: context)
        let end = run.follow(PathComponents(path.utf8), among: master.points)
        return end.lastStage.map { run.listing(of: $0, among: master.points) }
    }
}
