import ArgumentParser
import SiteCheck
import SourceText

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
        var formatted = input.files.map { RevisedFile(original: $0, revised: $0.text.formatted) }
        if write {
            formatted = formatted.filter { file in
                do {
                    try file.write()
                    return true
                } catch {
                    failures.append(CheckFailure(file.name, error))
                    return false
                }
            }
        }
        for failure in failures { context.complain(of: failure) }
        try show(formatted, context)
        guard failures.isEmpty else { throw ExitCode(2) }
        return write || isFilter || !formatted.contains(where: \.isChanged) ? .yes : .no
    }

    private func show(_ files: [RevisedFile], _ context: CommandContext) throws {
        try context.render(
            text: { console in
                for file in files where isFilter || file.isChanged {
                    try console.write(text(of: file, console.style))
                }
            },
            json: { try $0.write(JSONOutput.text(of: ["files": files.map(FormattedRecord.init)])) }
        )
    }

    private func text(of file: RevisedFile, _ style: TerminalStyle) -> [UInt8] {
        if isFilter { return file.revised.file.bytes }
        let text = write ? "formatted \(printable(file.name))\n" : style.paint(diff: file.diff)
        return Array(text.utf8)
    }
}
