public import ArgumentParser

/// The command `autohome`.
public struct Autohome: AsyncParsableCommand {
    /// The name, help text and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "autohome",
        abstract: "Make NFS homes, exports and automount maps from LDAP accounts, and check them.",
        discussion: """
            Exit status: 0 success; 1 finished, but found errors, refused entries or did not find the key; 2 could \
            not do the work (unreadable file, server unreachable); 64 usage error.
            """,
        version: Version.current,
        subcommands: [
            InitCommand.self, PlanCommand.self, SyncCommand.self, StatusCommand.self, GenerateCommand.self,
            CheckCommand.self, HomeCommand.self, ExplainCommand.self, FmtCommand.self, ExportsCommand.self,
            ResolveCommand.self,
            ProbeCommand.self,
        ]
    )

    @OptionGroup var global: GlobalOptions

    /// Makes the command; the argument parser sets its values.
    public init() {}

    /// Refuses a command line without a subcommand: in a script it comes from an empty variable.
    public func run() async throws {
        throw ValidationError("no command is given; name one, such as autohome check")
    }

    /// Runs the command line and ends the process.
    public static func runAndExit() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            exit()
        } catch {
            let isUsage = exitCode(for: error) == .validationFailure
            let misspelt = MisspeltCommand(arguments: CommandLine.arguments.dropFirst())
            exit(withError: isUsage ? misspelt?.error ?? error : error)
        }
    }
}

/// The version of this program.
enum Version {
    static let current = "0.1.0"
}
