internal import ArgumentParser
internal import Configuration
internal import HostFacts
internal import SourceText

/// Validates files: `autohome check`.
///
/// The way of a file: it is read (`CheckInput`), judged (`FileJudgement`), the site says what of that matters
/// (`CheckPolicy`), and what is left is shown (`CheckRenderer`).
struct CheckCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validate exports, master maps and automount maps.",
        discussion: """
            Without files, everything that the server and the automounter read below the root is checked: \
            /etc/exports with /etc/exports.d, /etc/auto.master with its drop-ins, and the maps that it names. They are held \
            against each other too, and against the machine below the root: directories, mounts, names, accounts, the \
            server's settings. Of files that are named, only what stands in them is checked, and their permissions; \
            the file - is standard input. Ends with 1 when an error is found, or when --diff has something to show.

            What is found can be silenced for an entry by a comment above it, with a reason (# autohome: ignore CODE \
            reason), for a file (# autohome: ignore-file CODE reason), or in [check] of the configuration.
            """
    )

    static let formats = RequestedFormat.allCases

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The files to check.", valueName: "file"))
    var files: [String] = []

    @Option(name: .customLong("as"), help: "What the files are, where their names do not tell.")
    var form: CheckedForm?

    @Flag(help: "Apply the fixes that change nothing that anybody meant, then check.")
    var fix = false

    @Flag(help: "Show as a diff what --fix changes; without --fix, nothing is changed.")
    var diff = false

    func validate() throws {
        if files.isEmpty, form != nil { throw ValidationError("--as needs files that it is about") }
        if fix, files.contains(CheckInput.standardInput) {
            throw ValidationError("standard input cannot be mended in place; --diff shows what would change")
        }
        if diff, global.format != .text { throw ValidationError("--diff prints text") }
    }

    func work(in context: CommandContext) async throws -> Answer {
        let settings = try context.checkSettings()
        let policy = CheckPolicy(settings: settings)
        var survey = files.isEmpty ? try await context.siteSurvey() : nil
        let input =
            try survey.map { CheckInput(of: $0, below: try context.root()) }
            ?? CheckInput(named: files, as: form)
        var failures = input.failures
        var checked = input.files
        var isToMend = false
        if fix || diff {
            let mended = checked.map { file in
                MendedFile(file) { file in
                    policy.report(
                        of: file.judged(nfsUtils: settings.nfsUtils, limit: MendedFile.findingLimit)
                    )
                }
            }
            isToMend = !fix && mended.contains(where: \.isChanged)
            checked = try mended.map { try settle($0, &failures, context) }
            // The site is another one when its files are.
            if fix, survey != nil, mended.contains(where: \.isChanged) {
                survey = try await context.siteSurvey()
            }
        }
        let reports = SiteJudgement(survey?.site)
            .joined(with: checked.map { $0.judged(nfsUtils: settings.nfsUtils) }).map(policy.report)
        for failure in failures { context.complain(of: failure) }
        try show(CheckRenderer(reports: reports, checkedCount: checked.count, failures: failures), context)
        guard failures.isEmpty else { throw ExitCode(2) }
        return isToMend || reports.contains { $0.count(of: .error) > 0 } ? .no : .yes
    }

    /// Shows and applies what was mended, as far as that was asked for; what cannot be written stays as it is.
    private func settle(
        _ file: MendedFile,
        _ failures: inout [CheckFailure],
        _ context: CommandContext
    ) throws -> CheckedFile {
        if diff { try context.console.write(context.console.style.paint(diff: file.diff)) }
        guard fix else { return file.original }
        do {
            try file.write()
            return file.mended
        } catch {
            failures.append(CheckFailure(file.original.text.name, error))
            return file.original
        }
    }

    private func show(_ renderer: CheckRenderer, _ context: CommandContext) throws {
        switch global.format {
        case .sarif: try context.console.write(renderer.sarif(places: try context.artifactPlaces()))
        case .json: try context.console.write(renderer.json())
        // A diff alone is printed, for the eye and for tools; what it leaves is told by a check.
        case .text where diff && !fix: context.console.complain(renderer.summary)
        case .text:
            for part in renderer.text(style: context.console.style) { try context.console.write(part) }
        }
    }
}
