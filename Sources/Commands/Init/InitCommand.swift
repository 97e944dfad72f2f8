import ArgumentParser
import Configuration
import HostFacts
import LDAPClient
import LDAPEntries
import SourceText
import SystemFiles

/// Writes a configuration after asking a directory server: `autohome init`.
struct InitCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Ask a directory server what it holds, and write a commented configuration.",
        discussion: """
            An existing file is never overwritten. Nothing else is changed: review the file, then run home accept-root \
            and plan. Ends with 2 if the server did not show everything; then the file says what is missing.
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup(title: "Directory server") var access: DirectoryAccessOptions

    @Option(
        help: ArgumentHelp("The directory on this server that contains the homes.", valueName: "dir")
    )
    var homesRoot = "/srv/home"

    @Option(
        help: ArgumentHelp(
            "The name of this server for clients; by default its fully qualified name.",
            valueName: "host"
        )
    )
    var server: String?

    @Option(
        help: ArgumentHelp(
            "Who may mount the homes, as in exports(5); may be repeated. By default only this machine.",
            valueName: "client"
        )
    )
    var clients: [String] = []

    @Option(
        help: ArgumentHelp(
            "The file to write, or - for standard output; by default the configuration.",
            valueName: "file"
        )
    )
    var out: String?

    func work(in context: CommandContext) async throws -> Answer {
        let choices = try await choices(below: try context.root())
        let settings = try settings(for: choices)
        let target = try InitTarget(out: out, config: global.config, context)
        try target.check()
        let findings = try await DirectorySurvey(base: choices.base)
            .findings(from: settings, logger: context.logger)
        let proposal = InitialConfiguration(choices, findings: findings)
        let (configuration, report) = proposal.read(as: target.path ?? "the configuration")
        guard configuration != nil else { throw ConfigurationFailure(report: report) }
        try target.write(proposal.text)
        try context.render(
            text: InitRenderer(findings: findings).text(of: proposal, writtenTo: target.path),
            json: InitRecord(findings, proposal, writtenTo: target.path)
        )
        for gap in findings.gaps { context.warn("not seen: \(gap.message)") }
        return findings.gaps.isEmpty ? .yes : .unknown
    }

    private func choices(below root: RootDirectory) async throws -> InitialChoices {
        if let base = access.base, !DistinguishedName.isWellFormed(base) {
            throw ValidationError("--base must be the DN of an entry, such as dc=example,dc=org")
        }
        let proposed = try await blocking { try ServerName.proposal(below: root) }
        guard let server = server ?? proposed else {
            throw ValidationError("this machine has no name; name it with --server")
        }
        var choices = InitialChoices(
            uris: access.uri,
            domain: access.domain,
            base: access.base,
            homesRoot: homesRoot,
            server: server,
            clients: clients
        )
        choices.access = access.access
        return choices
    }

    /// How to connect, from a configuration with nothing but the choices: what it refuses, the final one would refuse.
    private func settings(for choices: InitialChoices) throws -> LDAPSettings {
        let (configuration, report) = InitialConfiguration(choices).read(as: "the options")
        guard let configuration else {
            let errors = report.diagnostics.filter { $0.severity == .error }
            throw ValidationError(errors.map { printable($0.message) }.joined(separator: "; "))
        }
        return configuration.directory
    }
}
