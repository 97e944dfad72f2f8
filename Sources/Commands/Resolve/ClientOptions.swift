import ArgumentParser
import AutomountResolver
import HostFacts
import SourceText

/// The options that say whose view a path is resolved from.
struct ClientOptions: ParsableArguments {
    @Option(
        name: .customLong("define"),
        help: ArgumentHelp("A variable, as automount's -D takes it.", valueName: "name=value")
    )
    var defines: [VariableDefinition] = []

    @Option(
        help: ArgumentHelp(
            "Who looks the path up, for $USER and the like; root unless said otherwise.",
            valueName: "name|uid"
        )
    )
    var user: String?

    @Option(
        help: ArgumentHelp(
            "What else a client would know, as JSON: its name, addresses, servers. It goes before what files say.",
            valueName: "file"
        )
    )
    var facts: String?

    @Option(
        help: ArgumentHelp("Options for every mount, as automount's -O takes them.", valueName: "options")
    )
    var mountOptions: String?

    @Option(
        help: ArgumentHelp("The master map, as automount's argument: a path or a name.", valueName: "map")
    )
    var master: String?

    @Option(
        help: ArgumentHelp(
            "The autofs to follow: \(knownVersions); the installed one unless said otherwise.",
            valueName: "version"
        ),
        transform: version
    )
    var autofsVersion: AutofsVersion?

    private static let knownVersions = AutofsVersion.known.map(\.description).joined(separator: ", ")

    private static func version(_ text: String) throws -> AutofsVersion {
        guard let version = AutofsVersion(text), AutofsVersion.known.contains(version) else {
            throw ValidationError("no rules are known of autofs \(printable(text)), only of \(knownVersions)")
        }
        return version
    }

    /// What the client knows: what the options say, else the file of facts, else its own files or the system.
    func resolverFacts(in context: CommandContext) async throws -> ResolverFacts {
        var view = ClientView()
        for define in defines { view.defines[define.name] = define.value }
        view.user = user
        view.mountOptions = mountOptions
        view.master = master
        view.autofsVersion = autofsVersion
        return try await ClientFacts(below: context.root()).facts(in: view) { known in
            if let facts { try FactsFile.read(facts, into: &known, context.console) }
        }
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
