import ArgumentParser
import Configuration

/// The options for the directory server, as the section `[directory]` of the configuration has them.
struct DirectoryAccessOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A directory server: ldap://HOST, ldaps://HOST or ldapi://; several are tried in order.",
            valueName: "uri"
        )
    )
    var uri: [String] = []

    @Option(
        help: ArgumentHelp(
            "The domain whose SRV records name the servers, instead of --uri; needs --start-tls.",
            valueName: "name"
        )
    )
    var domain: String?

    @Option(
        help: ArgumentHelp(
            "The base of the directory; by default the one that the server proposes, or the only one that holds users.",
            valueName: "dn"
        )
    )
    var base: String?

    @Option(
        help: ArgumentHelp(
            "How to sign in, as the configuration names it: anonymous, simple, external or gssapi.",
            valueName: "method"
        )
    )
    var bind: String?

    @Option(help: ArgumentHelp("The name to sign in with.", valueName: "dn"))
    var bindDN: String?

    @Option(help: ArgumentHelp("The file that contains only the password.", valueName: "file"))
    var passwordFile: String?

    @Flag(help: "Encrypt ldap:// with StartTLS.")
    var startTLS = false

    @Option(help: ArgumentHelp("The certificate authorities to trust, in PEM.", valueName: "file"))
    var caFile: String?

    @Option(help: ArgumentHelp("The client certificate, in PEM.", valueName: "file"))
    var certificateFile: String?

    @Option(help: ArgumentHelp("The key of the client certificate, in PEM.", valueName: "file"))
    var keyFile: String?

    mutating func validate() throws {
        guard !uri.isEmpty || domain != nil else {
            throw ValidationError("name the directory server, such as --uri ldaps://ldap.example.org")
        }
    }

    /// How to connect, and as whom.
    var access: InitialChoices.Access {
        var access = InitialChoices.Access()
        access.bind = bind
        access.bindDN = bindDN
        access.passwordFile = passwordFile
        access.startTLS = startTLS
        access.authorityFile = caFile
        access.certificateFile = certificateFile
        access.keyFile = keyFile
        return access
    }
}
