import ArgumentParser
import HostFacts
import SourceText

/// Shows what the NFS server exports, and to whom: `autohome exports`.
struct ExportsCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "exports",
        abstract: "Show the effective exports, and which entry serves a host.",
        discussion: """
            Reads /etc/exports and /etc/exports.d as exportfs -ra would and changes nothing. Below a --root names \
            come from its /etc/hosts and /etc/netgroup alone. Ends with 1 when exportfs would fail, or when the \
            client gets nothing; with 2 when a file cannot be read or names cannot be resolved in time.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(
        help: ArgumentHelp(
            "Show what this host gets, and why: a name, an address, or . for the machine itself.",
            valueName: "host"
        )
    )
    var client: String?

    @Option(help: ArgumentHelp("With --client: only what the host gets at this path.", valueName: "path"))
    var path: String?

    mutating func validate() throws {
        guard path == nil || client != nil else { throw ValidationError("--path goes with --client") }
        guard path?.hasPrefix("/") ?? true else {
            throw ValidationError("--path takes an absolute path, not \"\(printable(path ?? ""))\"")
        }
        guard client?.isEmpty != true else { throw ValidationError("--client takes a name or an address") }
    }

    func work(in context: CommandContext) async throws -> Answer {
        let survey = try await ExportsSurvey.read(
            below: try context.root(),
            client: client.map { ExportsClient(Array($0.utf8)) },
            path: path.map { Array($0.utf8) }
        )
        try context.render(
            text: { try $0.write(ExportsRenderer(style: $0.style).text(of: survey)) },
            json: { try $0.write(ExportsRecord(survey).document) }
        )
        complain(about: survey, context.console)
        return survey.exitStatus == 0 && survey.servesClient != false ? .yes : .no
    }

    private func complain(about survey: ExportsSurvey, _ console: Console) {
        for file in survey.files.missing {
            console.complain("autohome: exportfs cannot open \(printable(file)), and fails\n")
        }
        if let client, survey.visits?.isEmpty == true {
            console.complain("autohome: \"\(printable(client))\" has no address: its name does not resolve\n")
        }
        if survey.exitStatus != 0 {
            let end = survey.exitStatus < 0 ? "abort" : "end with \(survey.exitStatus)"
            console.complain("autohome: exportfs -ra would \(end); see autohome check\n")
        }
    }
}
