import ArgumentParser
import LDAPMaps
import SystemFiles

/// The options for maps in LDAP.
struct LDAPOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Use the entries of this LDIF file instead of an LDAP server: maps, and with --all accounts.",
            valueName: "file"
        )
    )
    var ldif: String?

    /// The source of answers about maps in LDAP.
    func answers(in context: CommandContext, below root: RootDirectory) throws -> LDAPAnswers {
        guard let ldif else { return .client(below: root, context) }
        return .entries(LDIFMaps(try LDIFArgument.entries(of: ldif)))
    }
}
