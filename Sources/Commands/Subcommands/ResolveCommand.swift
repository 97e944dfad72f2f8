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

    @OptionGroup var client: ClientOptions

    @Argument(help: ArgumentHelp("A path such as /home/alice.", valueName: "path"))
    var path: String

    @Flag(help: "Show each step that led there.")
    var explain = false

    @Flag(help: "Run program maps.")
    var runPrograms = false

    mutating func validate() throws {
        guard path.hasPrefix("/") else {
            throw ValidationError("resolve takes an absolute path, not \"\(printable(path))\"")
        }
    }

    func work(in context: CommandContext) async throws -> Answer {
        let facts = try await client.facts(in: context)
        let source = RootMapSource(root: try context.root())
        var resolver = Resolver(source: source, facts: facts)
        let isExplained = explain || context.format == .json
        let resolution = isExplained ? resolver.explain(path) : resolver.resolve(path)
        switch context.format {
        case .text:
            let renderer = ResolutionRenderer(style: context.console.style)
            try context.console.write(renderer.text(of: resolution, explained: explain))
        case .json: try context.console.write(JSONOutput.text(of: resolution))
        }
        return resolution.failure == nil && !resolution.mounts.isEmpty ? .yes : .no
    }
}
