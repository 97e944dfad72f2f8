import ArgumentParser
import LDAPMaps
import SystemFiles

/// The options that say who answers for maps in a directory.
struct LDAPOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The entries of the directory, as LDIF: maps, and with --all accounts; no server is asked.",
            valueName: "file"
        )
    )
    var ldif: String?

    /// Who answers for maps in a directory.
    func answers(in context: CommandContext, below root: RootDirectory) throws -> LDAPAnswers {
        guard let ldif else { return .client(below: root, context) }
        return .entries(LDIFMaps(try LDIFArgument.entries(of: ldif)))
    }
}
