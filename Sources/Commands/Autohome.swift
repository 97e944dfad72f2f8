public import ArgumentParser

/// The command `autohome`.
public struct Autohome: AsyncParsableCommand {
    /// What the command is called, what it does and what it consists of.
    public static let configuration = CommandConfiguration(
        commandName: "autohome",
        abstract: "Own the path from an LDAP entry to a mounted home directory.",
        discussion: """
            Exit status: 0 done, and the answer is yes; 1 done, and the answer is no (errors found, key not found, \
            entries refused); 2 could not do the work (unreadable file, directory or server unreachable); 64 wrong \
            usage.
            """,
        version: Version.current,
        subcommands: [
            PlanCommand.self, SyncCommand.self, GenerateCommand.self, CheckCommand.self,
            ExplainCommand.self, FmtCommand.self, ExportsCommand.self, ResolveCommand.self, ProbeCommand.self,
        ]
    )

    @OptionGroup var global: GlobalOptions

    /// Makes the command; its values come from the command line.
    public init() {}
}

/// The version of this program.
enum Version {
    static let current = "0.1.0"
}
