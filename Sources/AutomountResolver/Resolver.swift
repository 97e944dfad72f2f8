import HostFiles
import MountMaps

/// Resolves what automount 5.1 would mount for a path, from the files of a client and some facts about it.
///
/// The resolver does no I/O: it reads maps through a ``MapSource``, does not ask the machine or the network, and gives
/// the same answer for the same files, facts and answers. It keeps the maps that it has read, so one resolver can
/// answer many paths; copies share them.
///
/// What it must know from programs and LDAP servers it asks in ``openQuestions``. The caller finds the answers, passes
/// them to ``learn(_:)`` and calls again, until no question is open.
///
/// Comments in this module give an authority for each rule of automount: a file and function of the autofs source, as
/// of 5.1.9, or the id of an observed case in the conformance corpus. A rule marked "no case" is an assumption.
public struct Resolver {
    let context: ResolverContext
    private(set) var master: LoadedMaster

    private var library: MapLibrary { context.library }

    /// Reads the configuration and the master map.
    ///
    /// - Parameters:
    ///   - source: The source of `autofs.conf`, `nsswitch.conf`, the master map and the maps.
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
    /// Repeat the call that asked them afterwards.
    ///
    /// - Parameter answers: The answers to questions of ``openQuestions``, each of the same kind as its question; an
    ///   answer of another kind leaves the question open.
    public mutating func learn(_ answers: [MapQuestion: MapAnswer]) {
        for (question, answer) in answers { library.answers.learn(answer, to: question) }
        library.forgetDirectKeys()
        if master.openQuestions.contains(where: { answers[$0] != nil }) { master = LoadedMaster(in: context) }
    }

    /// What automount mounts when it starts: every directory in which it waits for accesses.
    ///
    /// If ``openQuestions`` is not empty afterwards, some may be missing.
    ///
    /// - Returns: One for each indirect map and one for each key of direct maps, indirect ones first.
    public func startingMounts() -> [AutofsMount] {
        library.answers.forgetOpen()
        return StartingMounts(points: master.points, context: context).mounts()
    }

    /// Whether automount looks up keys of direct maps when it starts, because several keys name one directory and
    /// others lie below it (`lib/mounts.c: do_remount_direct`).
    package func mountsEntriesAtStart() -> Bool {
        StartingMounts(points: master.points, context: context).started().mountsEntries
    }

    /// What automount would mount for an access to a path.
    ///
    /// - Parameter path: An absolute path.
    /// - Returns: The mounts in order, the failure and the open questions, without a trace.
    public mutating func resolve(_ path: String) -> Resolution {
        if let mount = master.wildcards.mount(for: path, among: master.points) {
            library.answers.forgetOpen()
            return Resolution(path: path, mounts: [mount], openQuestions: master.openQuestions)
        }
        return walk(path.utf8, shownAs: path, trace: nil)
    }

    /// What automount would mount for an access to a path whose bytes need not be UTF-8.
    ///
    /// - Parameter path: An absolute path.
    /// - Returns: As ``resolve(_:)-(String)``; U+FFFD replaces what is not UTF-8 when the path is shown.
    public mutating func resolve(_ path: [UInt8]) -> Resolution {
        if let text = String(validating: path, as: UTF8.self) { return resolve(text) }
        return walk(path, shownAs: String(decoding: path, as: UTF8.self), trace: nil)
    }

    /// What automount would mount for an access to a path, and why.
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
            let asked = try PathComponents(asked: path)
            let end = run.follow(asked, among: master.points)
            guard end.failure?.code == .noMountPoint else { return end }
            return run.followLinks(on: asked, among: master.points) ?? end
        } catch {
            return ResolutionRun.End(failure: error)
        }
    }

    /// The names that a directory of automount shows before any of them is accessed: the keys of its map if it browses.
    ///
    /// - Parameter path: An absolute path.
    /// - Returns: The names in no order; nil if no map is mounted on the path.
    public func listing(of path: String) -> [String]? {
        library.answers.forgetOpen()
        guard master.failure == nil else { return nil }
        var run = ResolutionRun(in: context)
        let end = run.follow(PathComponents(path.utf8), among: master.points)
        return end.lastStage.map { run.listing(of: $0, among: master.points) }
    }
}
