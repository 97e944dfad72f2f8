import ArgumentParser
import SiteCheck
import SourceText

/// Aligns and normalises files: `autohome fmt`.
struct FmtCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Align and normalise exports, master maps and automount maps.",
        discussion: """
            Prints the changes as a unified diff, and ends with 1 if there are any. With --write, it writes them to \
            the files. The file - is standard input, and the formatted text is printed. Without files, it formats \
            all files that the NFS server and automount read below the root, like check.

            Comments are kept, and the meaning stays the same: fmt leaves alone any line that it cannot format without \
            changing its meaning, lines with errors, and lines that autohome generated.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The files to format.", valueName: "file"))
    var files: [String] = []

    @Option(name: .customLong("as"), help: "What the files are, if their names do not show it.")
    var form: CheckedForm?

    @Flag(help: "Write the files, each atomically.")
    var write = false

    private var isFilter: Bool { files == [CheckInput.standardInput] }

    func validate() throws {
        if files.isEmpty, form != nil { throw ValidationError("--as needs at least one file") }
        guard files.contains(CheckInput.standardInput) else { return }
        guard isFilter else {
            throw ValidationError("standard input (-) cannot be combined with other files")
        }
        if write {
            throw ValidationError("--write cannot write to standard input; omit it to print the text")
        }
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
        for failure in failures { context.report(failure) }
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
