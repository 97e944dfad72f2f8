internal import ArgumentParser
internal import SourceText

/// Aligns and normalises files: `autohome fmt`.
struct FmtCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Align and normalise exports, master maps and automount maps.",
        discussion: """
            What would change is printed as a unified diff, and the exit status is 1 where there is something; with \
            --write it is done. The file - is standard input, and is printed as it should be. Without files, everything \
            that the server and the automounter read below the root is formatted, as check does.

            Comments stay, and so does the meaning: a line that cannot be changed without changing what is made of \
            the file is left as it is, and so are lines with an error and those that autohome owns.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The files to format.", valueName: "file"))
    var files: [String] = []

    @Option(name: .customLong("as"), help: "What the files are, where their names do not tell.")
    var form: CheckedForm?

    @Flag(help: "Write the files, each at once and as a whole.")
    var write = false

    private var isFilter: Bool { files == [CheckInput.standardInput] }

    func validate() throws {
        if files.isEmpty, form != nil { throw ValidationError("--as needs files that it is about") }
        guard files.contains(CheckInput.standardInput) else { return }
        guard isFilter else {
            throw ValidationError("standard input is formatted alone, without other files")
        }
        if write { throw ValidationError("standard input cannot be written; without --write it is printed") }
    }

    func work(in context: CommandContext) async throws -> Answer {
        let survey = files.isEmpty ? try await context.siteSurvey() : nil
        let input =
            try survey.map { CheckInput(of: $0, below: try context.root()) }
            ?? CheckInput(named: files, as: form)
        var failures = input.failures
        var formatted = input.files.map(MendedFile.init(formatting:))
        if write {
            formatted = formatted.filter { file in
                do {
                    try file.write()
                    return true
                } catch {
                    failures.append(CheckFailure(file.original.text.name, error))
                    return false
                }
            }
        }
        for failure in failures { context.complain(of: failure) }
        try show(formatted, context)
        guard failures.isEmpty else { throw ExitCode(2) }
        return write || isFilter || !formatted.contains(where: \.isChanged) ? .yes : .no
    }

    private func show(_ files: [MendedFile], _ context: CommandContext) throws {
        let changed = files.filter(\.isChanged)
        switch context.format {
        case .json: try context.console.write(JSONOutput.text(of: ["files": files.map(FormattedRecord.init)]))
        case .text where isFilter:
            for file in files { try context.console.write(file.mended.text.bytes) }
        case .text where write:
            for file in changed {
                try context.console.write("formatted \(printable(file.original.text.name))\n")
            }
        case .text:
            for file in changed { try context.console.write(context.console.style.paint(diff: file.diff)) }
        }
    }
}

/// What became of a file as data; its JSON Schema is `Schemas/json/fmt.schema.json`.
private struct FormattedRecord: Encodable {
    let file: String
    let isChanged: Bool
    let diff: String

    init(_ file: MendedFile) {
        self.file = file.original.text.name
        isChanged = file.isChanged
        diff = file.diff
    }

    private enum CodingKeys: String, CodingKey {
        case file, diff
        case isChanged = "changed"
    }
}
