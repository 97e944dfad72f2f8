internal import ArgumentParser
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
        let request = ResolveRequest(path: path, isExplained: explain, client: client.view)
        return try await request.answer(in: context, programs: programs.answers(in: context, below: context.root()))
    }
}
