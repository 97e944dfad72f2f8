import ArgumentParser
import HostFacts
import SourceText

/// Shows which directories the NFS server exports, and to whom: `autohome exports`.
struct ExportsCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "exports",
        abstract: "Show the effective exports, and which entry applies to a host.",
        discussion: """
            Reads /etc/exports and /etc/exports.d as exportfs -ra would, and changes nothing. With --root, names are \
            resolved only with /etc/hosts and /etc/netgroup below it. Ends with 1 if exportfs would fail, or if the \
            client gets nothing; with 2 if a file cannot be read, names cannot be resolved in time, or it cannot be \
            predicted what the client gets.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(
        help: ArgumentHelp(
            "Show what this host gets, and why: a name, an address, or . for this machine.",
            valueName: "host"
        )
    )
    var client: String?

    @Option(
        help: ArgumentHelp("With --client: show only what the host gets at this path.", valueName: "path")
    )
    var path: String?

    mutating func validate() throws {
        guard path == nil || client != nil else { throw ValidationError("--path needs --client") }
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
        reportProblems(of: survey, context.console)
        if survey.isUnclear { return .unknown }
        return survey.exitStatus == 0 && survey.servesClient != false ? .yes : .no
    }

    private func reportProblems(of survey: ExportsSurvey, _ console: Console) {
        for file in survey.files.missing {
            console.writeError("autohome: exportfs would fail: it cannot open \(printable(file))\n")
        }
        if let client, survey.visits?.isEmpty == true {
            console.writeError(
                "autohome: the name \"\(printable(client))\" cannot be resolved to an address\n"
            )
        }
        if survey.exitStatus != 0 {
            let end = survey.exitStatus < 0 ? "abort" : "end with \(survey.exitStatus)"
            console.writeError("autohome: exportfs -ra would \(end); autohome check shows why\n")
        }
    }
}
