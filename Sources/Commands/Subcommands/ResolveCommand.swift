internal import ArgumentParser
internal import AutomountResolver
internal import FoundationEssentials
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

    @Option(
        name: .customLong("define"),
        help: ArgumentHelp("A variable, as automount's -D takes it.", valueName: "name=value")
    )
    var defines: [Definition] = []

    @Option(
        help: ArgumentHelp(
            "What else a client would know, as JSON: its name, addresses, servers.",
            valueName: "file"
        )
    )
    var facts: String?

    mutating func validate() throws {
        guard path.hasPrefix("/") else {
            throw ValidationError("resolve takes an absolute path, not \"\(printable(path))\"")
        }
    }

    func work(in context: CommandContext) async throws -> Answer {
        var facts = try clientFacts()
        for define in defines { facts.defines[define.name] = define.value }
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

    private func clientFacts() throws -> ResolverFacts {
        guard let facts else { return ResolverFacts() }
        let bytes = try ArgumentPath(facts).requiredContents()
        do {
            return try JSONDecoder().decode(ResolverFacts.self, from: Data(bytes))
        } catch {
            throw UnfitFacts(file: facts, reason: "\(error)")
        }
    }
}

/// A file of facts that cannot be used.
private struct UnfitFacts: Error, CustomStringConvertible {
    let file: String
    let reason: String

    var description: String {
        "\(file) does not hold the facts of a client as a JSON object: \(reason)"
    }
}

/// A variable given on the command line.
struct Definition: ExpressibleByArgument {
    let name: String
    let value: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        name = String(parts[0])
        value = String(parts[1])
    }
}
