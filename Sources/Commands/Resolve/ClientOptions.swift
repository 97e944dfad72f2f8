import ArgumentParser
import AutomountResolver
import HostFacts
import SourceText

/// The options that describe the client for which a path is resolved.
struct ClientOptions: ParsableArguments {
    @Option(
        name: .customLong("define"),
        help: ArgumentHelp("A variable, as for automount's -D.", valueName: "name=value")
    )
    var defines: [VariableDefinition] = []

    @Option(
        help: ArgumentHelp(
            "The user who accesses the path, for variables such as $USER; root by default.",
            valueName: "name|uid"
        )
    )
    var user: String?

    @Option(
        help: ArgumentHelp(
            "Facts about the client as JSON, such as its name, addresses and servers; they override its files.",
            valueName: "file"
        )
    )
    var facts: String?

    @Option(
        help: ArgumentHelp("Options for every mount, as for automount's -O.", valueName: "options")
    )
    var mountOptions: String?

    @Option(
        help: ArgumentHelp("The master map, as automount takes it: a path or a name.", valueName: "map")
    )
    var master: String?

    @Option(
        help: ArgumentHelp(
            "The version of autofs: \(knownVersions); the installed one by default.",
            valueName: "version"
        ),
        transform: version
    )
    var autofsVersion: AutofsVersion?

    private static let knownVersions = AutofsVersion.known.map(\.description).joined(separator: ", ")

    private static func version(_ text: String) throws -> AutofsVersion {
        guard let version = AutofsVersion(text), AutofsVersion.known.contains(version) else {
            throw ValidationError(
                "autofs \(printable(text)) is not supported; the supported versions are \(knownVersions)"
            )
        }
        return version
    }

    /// The facts about the client: from the options, else the file of facts, else the client's own files or the system.
    func resolverFacts(in context: CommandContext) async throws -> ResolverFacts {
        var view = ClientView()
        for define in defines { view.defines[define.name] = define.value }
        view.user = user
        view.mountOptions = mountOptions
        view.master = master
        view.autofsVersion = autofsVersion
        let known = try await ClientFacts(below: context.root()).facts(in: view) { known in
            if let facts { try FactsFile.read(facts, into: &known, context.console) }
        }
        if let user, known.user == nil {
            context.console.writeError(
                "autohome: warning: no account has the number \(printable(user)): $USER, $UID, $HOME and the like become "
                    + "nothing\n"
            )
        }
        return known
    }
}

/// A variable given on the command line.
struct VariableDefinition: ExpressibleByArgument {
    let name: String
    let value: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        name = String(parts[0])
        value = String(parts[1])
    }
}
