import ArgumentParser
import Configuration
import HostFacts
import SiteCheck
import SourceText

/// Validates files: `autohome check`.
///
/// The way of a file: it is read (`CheckInput`), checked (`FileFindings`), the policy of the site takes out what is
/// silenced, and what is left is shown (`CheckRenderer`).
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
        var survey = files.isEmpty ? try await context.siteSurvey() : nil
        let input =
            try survey.map { CheckInput(of: $0, below: try context.root()) }
            ?? CheckInput(named: files, as: form)
        var failures = input.failures
        var texts = input.files.map(\.text)
        var wouldChange = false
        if fix || diff {
            let fixed = input.files.map { revised($0, settings) }
            let isChanged = fixed.contains(where: \.isChanged)
            wouldChange = isChanged && !fix
            texts = try fixed.map { try showAndWrite($0, &failures, context) }
            // The site is another one when its files are.
            if fix, isChanged, survey != nil { survey = try await context.siteSurvey() }
        }
        let found = texts.map { $0.findings(nfsUtils: settings.nfsUtils) }
        let reports = (survey?.site.joined(with: found) ?? found).map { report(of: $0, settings) }
        for failure in failures { context.complain(of: failure) }
        try show(CheckRenderer(reports: reports, checkedCount: texts.count, failures: failures), context)
        guard failures.isEmpty else { throw ExitCode(2) }
        return wouldChange || reports.contains { $0.count(of: .error) > 0 } ? .no : .yes
    }

    /// The findings as this site wants them.
    private func report(of findings: FileFindings, _ settings: CheckSettings) -> Report {
        findings.report(under: settings.policy, known: RuleCatalogue.all)
    }

    private func revised(_ file: CheckedFile, _ settings: CheckSettings) -> RevisedFile {
        let text = file.text.fixed(nfsUtils: settings.nfsUtils) { report(of: $0, settings) }
        return RevisedFile(original: file, revised: text)
    }

    /// Shows and writes what was fixed, as far as that was asked for, and gives the text that is then in the file:
    /// one that cannot be written stays as it is.
    private func showAndWrite(
        _ file: RevisedFile,
        _ failures: inout [CheckFailure],
        _ context: CommandContext
    ) throws -> CheckedText {
        if diff { try context.console.write(context.console.style.paint(diff: file.diff)) }
        guard fix else { return file.original.text }
        do {
            try file.write()
            return file.revised
        } catch {
            failures.append(CheckFailure(file.name, error))
            return file.original.text
        }
    }

    private func show(_ renderer: CheckRenderer, _ context: CommandContext) throws {
        if global.format == .sarif {
            return try context.console.write(renderer.sarif(places: try context.artifactPlaces()))
        }
        // A diff alone is printed, for the eye and for tools; check without --diff shows what it leaves.
        if diff, !fix { return context.console.complain(renderer.summary) }
        try context.render(
            text: { console in
                for part in renderer.text(style: console.style) { try console.write(part) }
            },
            json: { try $0.write(JSONOutput.text(of: renderer.record)) }
        )
    }
}
