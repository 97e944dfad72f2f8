internal import ArgumentParser
internal import SourceText

/// Aligns and normalises files: `autohome fmt`.
struct FmtCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Align and normalise exports, master maps and automount maps.",
        discussion: """
            What would change is printed as a unified diff, and the exit status is 1 where there is something; with \
            --write it is done. Comments stay, and so does the meaning: a line that cannot be changed without \
            changing what the server or the automounter makes of the file is left as it is, and so are lines with \
            an error and those that autohome owns. Without files, everything that they read below the root is \
            formatted, as check does.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The files to format.", valueName: "file"))
    var files: [String] = []

    @Flag(help: "Write the files, each at once and as a whole.")
    var write = false

    func work(in context: CommandContext) async throws -> Answer {
        let survey = files.isEmpty ? try await context.siteSurvey() : nil
        let input =
            try survey.map { CheckInput(of: $0, below: try context.root()) }
            ?? CheckInput(named: files, as: nil)
        for failure in input.failures { context.complain(of: failure) }
        guard input.failures.isEmpty else { throw ExitCode(2) }
        let formatted = input.files.map(FormattedFile.init)
        if write {
            for file in formatted { try file.write() }
        }
        try show(formatted, context)
        return write || !formatted.contains(where: \.isChanged) ? .yes : .no
    }

    private func show(_ files: [FormattedFile], _ context: CommandContext) throws {
        let changed = files.filter(\.isChanged)
        switch context.format {
        case .json: try context.console.write(JSONOutput.text(of: ["files": files.map(FormattedRecord.init)]))
        case .text where write:
            for file in changed { try context.console.write("formatted \(printable(file.original.text.name))\n") }
        case .text:
            for file in changed { try context.console.write(file.diff) }
        }
    }
}

/// What became of a file as data; its JSON Schema is `Schemas/json/fmt.schema.json`.
private struct FormattedRecord: Encodable {
    let file: String
    let isChanged: Bool
    let diff: String

    init(_ file: FormattedFile) {
        self.file = file.original.text.name
        isChanged = file.isChanged
        diff = file.diff
    }

    private enum CodingKeys: String, CodingKey {
        case file, diff
        case isChanged = "changed"
    }
}
