import Accounts
import ArgumentParser
import AutomountResolver
import Configuration
import HomeSync
import HostFacts
import MountMaps
import SourceText
import SystemFiles

/// Tells what automount would mount: `autohome resolve`.
struct ResolveCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Show what automount would mount for a path or a name, and why.",
        discussion: """
            Reads what automount would read and mounts nothing. A name without a slash is looked up below every \
            mount point of the master map. Below a --root everything is read there, and this machine is not asked; of \
            the network only the LDAP servers that its autofs.conf or a map there names, and for --all the directory \
            of a configuration. Ends with 1 when there is nothing to mount, with 2 when what is needed cannot be read.

            With --program-map it is what a program map can run: it prints the entry of a key of --map, or of the \
            configured map, as that map has it, and nothing where there is none.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: ArgumentHelp("A path such as /home/alice, or a name such as alice.", valueName: "path|key")
    )
    var target: String?

    @Flag(help: "Show each step that led there.")
    var explain = false

    @Flag(help: "Resolve every key of every map and the home of every account, and rank what fails.")
    var all = false

    @Flag(help: "Print the entry of a key as a program map does.")
    var programMap = false

    @OptionGroup var maps: MapOptions

    @OptionGroup var client: ClientOptions

    @OptionGroup var programs: ProgramOptions

    @OptionGroup var ldap: LDAPOptions

    func validate() throws {
        guard (target == nil) == all else {
            throw ValidationError(all ? "--all takes no path" : "resolve takes a path, a name, or --all")
        }
        guard !all || !explain else { throw ValidationError("--explain is about one path, not --all") }
        if let target { try Self.check(target) }
        guard programMap else { return }
        guard !all, !explain, global.format == .text else {
            throw ValidationError("--program-map prints an entry for automount, and nothing else")
        }
        guard !programs.runPrograms else {
            throw ValidationError("--program-map runs no programs: what it prints would depend on itself")
        }
    }

    /// Refuses what cannot have been meant: the command line is decoded with a mark for bytes that are not UTF-8.
    private static func check(_ target: String) throws {
        guard !target.isEmpty else { throw ValidationError("resolve takes a path or a name, not nothing") }
        guard !target.unicodeScalars.contains("\u{FFFD}") else {
            throw ValidationError("\"\(printable(target))\" is not UTF-8")
        }
        guard target.hasPrefix("/") || !target.contains("/") else {
            throw ValidationError("resolve takes an absolute path or a name, not \"\(printable(target))\"")
        }
    }

    func work(in context: CommandContext) async throws -> Answer {
        let root = try context.root()
        let facts = try await client.resolverFacts(in: context)
        let isPath = target?.hasPrefix("/") ?? false
        let given =
            programMap
            ? (RootMapSource(root: root), facts)
            : maps.restricting(RootMapSource(root: root), facts, toPath: isPath)
        var session = ResolveSession(
            Resolver(source: given.0, facts: given.1),
            answeredBy: ClientAnswers(
                programs: try programs.answers(in: context, below: root),
                ldap: try ldap.answers(in: context, below: root),
                console: context.console
            )
        )
        let answer = try await answer(in: &session, context)
        await session.answerer.ldap.close()
        return answer
    }

    private typealias ResolveSession = AnsweredResolver<ClientAnswers>

    private func answer(in session: inout ResolveSession, _ context: CommandContext) async throws -> Answer {
        guard let target else { return try await showAll(in: &session, context) }
        if programMap { return try await printEntry(of: target, in: &session, context) }
        return target.hasPrefix("/")
            ? try await showPath(target, in: &session, context)
            : try await showKey(target, in: &session, context)
    }

    private func hasTrace(_ context: CommandContext) -> Bool { explain || context.format == .json }

    private func showPath(
        _ path: String,
        in session: inout ResolveSession,
        _ context: CommandContext
    ) async throws -> Answer {
        let resolution = hasTrace(context) ? await session.explain(path) : await session.resolve(path)
        let renderer = ResolutionRenderer(style: context.console.style)
        try context.render(text: renderer.text(of: resolution, explained: explain), json: resolution)
        return resolution.failure == nil && !resolution.mounts.isEmpty ? .yes : .no
    }

    private func showKey(
        _ key: String,
        in session: inout ResolveSession,
        _ context: CommandContext
    ) async throws -> Answer {
        if await session.masterMapFailure() != nil {
            return try await showPath("/" + key, in: &session, context)
        }
        let answer = await session.resolve(key: key, explained: hasTrace(context))
        let renderer = KeyAnswerRenderer(style: context.console.style)
        try context.render(text: renderer.text(of: answer, explained: explain), json: answer)
        return answer.isServed ? .yes : .no
    }

    private func showAll(
        in session: inout ResolveSession,
        _ context: CommandContext
    ) async throws -> Answer {
        if let failure = await session.masterMapFailure() { throw NoAnswer(failure) }
        let homes = try await accountHomes(context)
        let refused = homes?.refusedCount ?? 0
        let survey = await session.survey(homes: homes?.paths)
        let renderer = ResolveSurveyRenderer(style: context.console.style)
        try context.render(
            text: renderer.text(of: survey, refusedAccounts: refused),
            json: ResolveSurveyRecord(survey, refusedAccounts: refused)
        )
        return survey.isFine && refused == 0 ? .yes : .no
    }

    /// The homes in the LDIF file, else those of the configuration's LDAP; nil without either.
    private func accountHomes(_ context: CommandContext) async throws -> AccountHomes? {
        let configuration = try context.configurationIfAny()
        if let ldif = ldap.ldif {
            let attributes = configuration?.rules.attributes ?? AttributeNames()
            return AccountHomes(in: try LDIFArgument.entries(of: ldif), attribute: attributes.homeDirectory)
        }
        guard let configuration else { return nil }
        return AccountHomes(of: try await configuration.accounts(logger: context.logger))
    }

    private func printEntry(
        of key: String,
        in session: inout ResolveSession,
        _ context: CommandContext
    ) async throws -> Answer {
        let map = try maps.map ?? context.configuration().sync.automount.map
        do {
            guard let entry = try await session.entry(of: Array(key.utf8), in: map) else { return .no }
            try context.console.write(entry.value + [UInt8(ascii: "\n")])
            return .yes
        } catch let failure as ResolutionFailure {
            throw NoAnswer(failure)
        }
    }
}

/// A failure that leaves nothing to answer.
private struct NoAnswer: Error, CustomStringConvertible {
    let description: String

    init(_ failure: ResolutionFailure) {
        let place = failure.file.map { file in " (\(file)\(failure.line.map { ":\($0)" } ?? ""))" } ?? ""
        description = "\(failure.message)\(place); \(failure.help)"
    }
}
