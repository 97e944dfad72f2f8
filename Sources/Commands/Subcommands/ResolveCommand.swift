internal import ArgumentParser
internal import AutomountResolver
internal import HostFacts
internal import SourceText

/// Tells what automount would mount: `autohome resolve`.
struct ResolveCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Show what automount would mount for a path, and why.",
        discussion: """
            Reads the files that automount would read and mounts nothing. Ends with 1 when there is nothing to \
            mount for the path.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("A path such as /home/alice.", valueName: "path"))
    var path: String

    @Flag(help: "Show each step that led there.")
    var explain = false

    @OptionGroup var client: ClientOptions

    @OptionGroup var programs: ProgramOptions

    mutating func validate() throws {
        guard path.hasPrefix("/") else {
            throw ValidationError("resolve takes an absolute path, not \"\(printable(path))\"")
        }
    }

    func work(in context: CommandContext) async throws -> Answer {
        let root = try context.root()
        var session = ResolveSession(
            resolver: Resolver(
                source: RootMapSource(root: root),
                facts: try await client.facts(in: context)
            ),
            programs: try programs.answers(in: context, below: root),
            console: context.console
        )
        let isExplained = explain || context.format == .json
        let resolution = isExplained ? await session.explain(path) : await session.resolve(path)
        switch context.format {
        case .text:
            let renderer = ResolutionRenderer(style: context.console.style)
            try context.console.write(renderer.text(of: resolution, explained: explain))
        case .json: try context.console.write(JSONOutput.text(of: resolution))
        }
        return resolution.failure == nil && !resolution.mounts.isEmpty ? .yes : .no
    }
}
