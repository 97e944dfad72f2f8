internal import ArgumentParser
internal import SourceText

/// Validates files: `autohome check`.
struct CheckCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validate exports, master maps and automount maps.",
        discussion: """
            Without files, everything that the server and the automounter read below the root is checked: \
            /etc/exports with /etc/exports.d, /etc/auto.master with its drop-ins, and the maps that it names. Ends \
            with 1 when an error is found.
            """
    )

    static let formats = RequestedFormat.allCases

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The files to check.", valueName: "file"))
    var files: [String] = []

    @Flag(help: "Apply the fixes that change nothing that anybody meant, then check.")
    var fix = false

    func work(in context: CommandContext) async throws -> Answer {
        let checked =
            files.isEmpty
            ? try CheckedFiles.all(below: try context.root()) : try files.map(CheckedFile.init(named:))
        let reports = try checked.map { fix ? try $0.fixed().report() : $0.report() }
        try show(reports, context)
        return reports.contains { $0.count(of: .error) > 0 } ? .no : .yes
    }

    private func show(_ reports: [Report], _ context: CommandContext) throws {
        switch global.format {
        case .sarif:
            let tool = SARIFLog.Tool(name: "autohome", version: Version.current, rules: RuleCatalogue.all)
            let log = SARIFLog(of: reports, by: tool, places: try context.artifactPlaces())
            try context.console.write(JSONOutput.text(of: log))
        case .json:
            try context.console.write(JSONOutput.text(of: ["diagnostics": reports.flatMap(\.records)]))
        case .text:
            let renderer = TextRenderer(style: context.console.style)
            for report in reports where !report.diagnostics.isEmpty {
                try context.console.write(renderer.text(of: report) + "\n")
            }
            try context.console.write(summary(of: reports))
        }
    }

    private func summary(of reports: [Report]) -> String {
        let counts = Severity.allCases.reversed().map { severity in
            "\(reports.reduce(0) { $0 + $1.count(of: severity) }) \(severity.rawValue)s"
        }
        return "\(reports.count) files checked: \(counts.joined(separator: ", "))\n"
    }
}
