internal import ArgumentParser
internal import Dispatch
internal import Glibc

extension Autohome {
    /// Runs the command line of this process, and ends the process.
    ///
    /// The work begins at once on the main thread and leaves it only where it has to wait: a command that waits for
    /// nothing starts no thread.
    @MainActor
    public static func start() -> Never {
        let arguments = Array(CommandLine.arguments.dropFirst())
        Task.immediate { await run(arguments) }
        dispatchMain()
    }

    private static func run(_ arguments: [String]) async -> Never {
        do {
            if let plain = PlainCommandLine(arguments) {
                try await perform(with: plain.settings) { try await plain.request.answer(in: $0) }
            } else {
                var command = try parseAsRoot(arguments)
                if let working = command as? any WorkingCommand {
                    try await working.run()
                } else {
                    try command.run()
                }
            }
        } catch let status as ExitCode {
            // The parser's way out would look up how to explain itself, which here has happened.
            Glibc.exit(status.rawValue)
        } catch {
            exit(withError: error)
        }
        Glibc.exit(0)
    }
}
