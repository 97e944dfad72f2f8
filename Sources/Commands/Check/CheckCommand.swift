import ArgumentParser
import Configuration
import HostFacts
import SiteCheck
import SourceText
import SystemFiles
import SystemPackage

/// Validates files: `autohome check`.
///
/// The steps for a file: read it (`CheckInput`), check it (`FileFindings`), remove the findings that the site has
/// silenced, and show the rest (`CheckRenderer`).
struct CheckCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validate exports, master maps and automount maps.",
        discussion: """
            Without files, checks all files that the NFS server and automount read below the root: /etc/exports and \
            /etc/exports.d, /etc/auto.master and its drop-ins, and the maps that it names. It also compares them with \
            each other and with the machine below the root: directories, mounts, names, accounts, and the settings of \
            the NFS server. With files, checks only their contents and permissions; the file - is standard input. \
            Ends with 1 if it finds an error, or if --diff without --fix shows a change; with 2 \
            when a file cannot be read, when there is nothing to check, and for a named file that is a program map or \
            one of amd. Maps of a site that are not read (programs, LDAP, NIS, SSSD, amd) are noted as MST037.

            To silence a finding, write a comment with a reason above the entry (# autohome: ignore CODE reason) or \
            for the whole file (# autohome: ignore-file CODE reason), or use [check] in the configuration.
            """
    )

    static let formats = RequestedFormat.allCases

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The files to check.", valueName: "file"))
    var files: [String] = []

    @Option(name: .customLong("as"), help: "What the files are, if their names do not show it.")
    var form: CheckedForm?

    @Flag(help: "Apply the safe fixes, which keep the intended meaning, then check.")
    var fix = false

    @Flag(help: "Show what --fix changes as a diff; without --fix, nothing is changed.")
    var diff = false

    @Flag(help: "End with 2 also where a map of the site is not read.")
    var strict = false

    func validate() throws {
        if files.isEmpty, form != nil { throw ValidationError("--as needs at least one file") }
        if fix, files.contains(CheckInput.standardInput) {
            throw ValidationError("--fix cannot write to standard input; --diff shows what would change")
        }
        if diff, global.format != .text { throw ValidationError("--diff needs --format text") }
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
            // Read the site again, as its files have changed.
            if fix, isChanged, survey != nil { survey = try await context.siteSurvey() }
        }
        let found = texts.map { text in
            text.findingsWithKeptPromises(nfsUtils: settings.nfsUtils) { report(of: $0, settings) }
        }
        if survey != nil, texts.isEmpty, failures.isEmpty, survey?.site.hasNothing == true {
            throw NothingToCheck(root: try context.root().path.string)
        }
        let reports = (survey?.site.joined(with: found) ?? found).map { report(of: $0, settings) }
        for failure in failures { context.report(failure) }
        try show(CheckRenderer(reports: reports, checkedCount: texts.count, failures: failures), context)
        guard failures.isEmpty, !(strict && survey?.site.hasUnreadMaps == true) else { return .unknown }
        return wouldChange || reports.contains { $0.count(of: .error) > 0 } ? .no : .yes
    }

    /// The findings that the policy of this site leaves.
    private func report(of findings: FileFindings, _ settings: CheckSettings) -> Report {
        findings.report(under: settings.policy, known: RuleCatalogue.all)
    }

    private func revised(_ file: CheckedFile, _ settings: CheckSettings) -> RevisedFile {
        let text = file.text.fixed(nfsUtils: settings.nfsUtils) { report(of: $0, settings) }
        return RevisedFile(original: file, revised: text)
    }

    /// Shows the fixes with --diff and writes them with --fix.
    ///
    /// - Returns: The text that the file has afterwards, which is the old one if the file cannot be written.
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
        // Standard output has only the diff, so that tools can read it; check without --diff shows the findings.
        if diff, !fix { return context.console.writeError(renderer.summary) }
        try context.render(
            text: { console in
                for part in renderer.text(style: console.style) { try console.write(part) }
            },
            json: { try $0.write(JSONOutput.text(of: renderer.record)) }
        )
    }
}
