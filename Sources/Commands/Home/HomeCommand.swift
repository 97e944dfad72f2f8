import ArgumentParser

/// Commands for homes on this server: `autohome home`.
struct HomeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "home",
        abstract: "Manage the homes on this server.",
        subcommands: [AcceptRootCommand.self]
    )
}
