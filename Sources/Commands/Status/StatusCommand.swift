import ArgumentParser
import Configuration
import Glibc
import LDAPClient

/// Shows the state of the directory: `autohome status --directory`.
struct StatusCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show which directory server answers, and what it shows.",
        discussion: """
            Ends with 0 if the configured servers show all users and none is refused; with 1 if entries are refused \
            that are not known, or conflict; with 2 if no server gives a whole answer.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Ask the configured directory servers.")
    var directory = false

    mutating func validate() throws {
        guard directory else {
            throw ValidationError("say what to show: autohome status --directory")
        }
    }

    func work(in context: CommandContext) async throws -> Answer {
        let configuration = try context.configuration()
        let status = await DirectoryStatus(
            asking: configuration.directory,
            configuration.users,
            by: configuration.rules,
            at: time(nil),
            logger: context.logger
        )
        let record = DirectoryStatusRecord(status, configuration.directory.bind)
        try context.render(text: DirectoryStatusRenderer(record: record).text, json: record)
        if let failure = status.failure { throw failure }
        return status.counts?.servesAll == true ? .yes : .no
    }
}
