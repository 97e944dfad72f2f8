import Accounts
import ArgumentParser
import AutomountResolver
import Configuration
import HomeSync
import HostFacts
import LDAPClient
import MountMaps
import SourceText
import SystemFiles

/// Shows what automount would mount: `autohome resolve`.
struct ResolveCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Show what automount would mount for a path or a name, and why.",
        discussion: """
            Reads the files that automount would read, and mounts nothing. A name without a slash is looked up below \
            every mount point of the master map. With --root, everything is read below it, nothing of this machine is \
            used, and the network only for the LDAP servers that autofs.conf or a map there names, and with --all for \
            the LDAP server of the configuration. Ends with 1 if there is nothing to mount, with 2 if the answer \
            depends on something that cannot be read here: NIS, SSSD, an amd map, a file without permission, a \
            program that is not run.

            With --program-map, it can be called by a program map: it prints the entry of a key in --map, or in the \
            configured map, as it is written in that map, and nothing if the map does not have the key.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: ArgumentHelp("A path such as /home/alice, or a name such as alice.", valueName: "path|key")
    )
    var target: String?

    @Flag(help: "Show each step that leads to the result.")
    var explain = false

    @Flag(
        help: "Resolve every key of every map and the home of every account, and group the failures by cause."
    )
    var all = false

    @Flag(help: "Print the entry of a key, as a program map does.")
    var programMap = false

    @OptionGroup var maps: MapOptions

    @OptionGroup var client: ClientOptions

    @OptionGroup var programs: ProgramOptions

    @OptionGroup var ldap: LDAPOptions

    func validate() throws {
        guard (target == nil) == all else {
            throw ValidationError(
                all
                    ? "--all cannot be combined with a path or a name"
                    : "resolve needs a path, a name, or --all"
            )
        }
        guard !all || !explain else {
            throw ValidationError("--explain needs one path or name, and cannot be combined with --all")
        }
        if let target { try Self.check(target) }
        guard programMap else { return }
        guard !all, !explain, global.format == .text else {
            throw ValidationError("--program-map cannot be combined with --all, --explain or --format")
        }
        guard !programs.runPrograms else {
            throw ValidationError(
                "--program-map cannot be combined with --run-programs, as it could call itself"
            )
        }
    }

    /// Refuses bad arguments.
    ///
    /// The argument parser has replaced bytes that are not UTF-8 with U+FFFD.
    private static func check(_ target: String) throws {
        guard !target.isEmpty else {
            throw ValidationError("resolve needs a path or a name, not an empty argument")
        }
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
        if resolution.failure?.isUnknown == true { return .unknown }
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
        if answer.isUnknown { return .unknown }
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
        if survey.isUnknown { return .unknown }
        return survey.isFine && refused == 0 ? .yes : .no
    }

    /// The homes in the LDIF file, else those in the LDAP of the configuration; nil without either.
    private func accountHomes(_ context: CommandContext) async throws -> AccountHomes? {
        let configuration = try context.configurationIfAny()
        if let ldif = ldap.ldif {
            let profile = ProviderProfile(configuration?.users.provider ?? .other)
            let attributes = (configuration?.users.attributes ?? ConfiguredAttributeNames())
                .completed(by: profile.attributes)
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

/// A failure because of which there is no answer at all.
private struct NoAnswer: Error, CustomStringConvertible {
    let description: String

    init(_ failure: ResolutionFailure) {
        let place = failure.file.map { file in " (\(file)\(failure.line.map { ":\($0)" } ?? ""))" } ?? ""
        description = "\(failure.message)\(place); \(failure.help)"
    }
}
