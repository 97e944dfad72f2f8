import Configuration
import HostFacts
import Logging
import SiteCheck
import SourceText
import SystemFiles
import SystemPackage

/// What a command works with: the console, the root directory for files, and the configuration.
struct CommandContext {
    let console: Console
    let format: OutputFormat
    private let logLevel: Logger.Level
    private let rootPath: FilePath
    private let configurationPath: String?

    init(_ settings: GlobalSettings) {
        console = Console(color: settings.color)
        format = settings.format == .text ? .text : .json
        rootPath = FilePath(settings.root)
        configurationPath = settings.config
        logLevel = settings.logLevel.level
    }

    /// The log of this process, on standard error; most commands do not use it.
    var logger: Logger {
        var logger = Logger(label: "autohome") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = logLevel
        return logger
    }

    /// Whether to show on standard error how far the work is: only to a person, and not among the lines of a log.
    var showsProgress: Bool { console.isWatched && format == .text && logLevel > .info }

    /// The directories that SARIF logs need to name files by URI.
    func artifactPlaces() throws -> ArtifactPlaces {
        ArtifactPlaces(
            root: rootPath.string,
            workingDirectory: try ArgumentPath.workingDirectory().string
        )
    }

    /// The directory below which all files are read and written.
    func root() throws(FileError) -> RootDirectory {
        try RootDirectory(rootPath)
    }

    /// The configuration: the file that the command line names, else the default one below the root.
    ///
    /// Warnings about it go to standard error.
    ///
    /// - Throws: ``ConfigurationFailure`` with all errors of the file, or the error from reading it.
    func configuration() throws -> Configuration {
        try configuration(from: try configurationContents())
    }

    /// The configuration for commands that change the system: a file that only root and the caller can write.
    ///
    /// - Throws: ``ConfigurationFailure`` with all errors of the file, or the error from reading it.
    func trustedConfiguration() throws -> Configuration {
        let (name, file) = try configurationContents()
        try TrustedFile.check(file, name: name)
        return try configuration(from: (name, file))
    }

    private func configuration(from contents: (name: String, file: FileContents)) throws -> Configuration {
        let (configuration, report) = Configuration.read(
            SourceFile(name: contents.name, bytes: contents.file.bytes),
            rules: RuleCatalogue.all
        )
        guard let configuration else { throw ConfigurationFailure(report: report) }
        if !report.diagnostics.isEmpty { show(report) }
        return configuration
    }

    /// The configuration; nil if there is none.
    ///
    /// A file that the command line names must exist.
    ///
    /// - Throws: ``ConfigurationFailure`` with all errors of the file, or the error from reading it.
    func configurationIfAny() throws -> Configuration? {
        do {
            return try configuration()
        } catch let error as FileError where error.code == .notFound && configurationPath == nil {
            return nil
        }
    }

    /// The settings for findings.
    ///
    /// Without a configuration the defaults apply, unless the command line names a file.
    ///
    /// Warnings about it go to standard error.
    ///
    /// - Throws: ``ConfigurationFailure`` with all errors of the file, or the error from reading it.
    func checkSettings() throws -> CheckSettings {
        let file: SourceFile
        do {
            file = try configurationFile()
        } catch let error as FileError where error.code == .notFound && configurationPath == nil {
            return CheckSettings()
        }
        let (settings, report) = Configuration.readCheck(file, rules: RuleCatalogue.all)
        guard let settings else { throw ConfigurationFailure(report: report) }
        if !report.diagnostics.isEmpty { show(report) }
        return settings
    }

    /// Reads the site below the root, to compare it with the configuration if there is one.
    func siteSurvey() async throws -> SiteSurvey {
        try await SiteSurvey.read(below: try root(), expectations: siteExpectations())
    }

    /// What the configuration expects of the site; nothing if the configuration is missing or has errors.
    private func siteExpectations() -> SiteExpectations {
        guard let file = try? configurationFile(),
            let configuration = Configuration.read(file, rules: RuleCatalogue.all).configuration
        else { return SiteExpectations() }
        return SiteExpectations(configuration)
    }

    private func configurationFile() throws -> SourceFile {
        let (name, file) = try configurationContents()
        return SourceFile(name: name, bytes: file.bytes)
    }

    private func configurationContents() throws -> (name: String, file: FileContents) {
        if let configurationPath {
            return (configurationPath, try ArgumentPath(configurationPath).requiredFile())
        }
        let path = Configuration.defaultPath
        return (path, try root().read(FilePath(path)))
    }

    /// Reports on standard error a file that could not be checked or fixed.
    func report(_ failure: CheckFailure) {
        let label = console.errorStyle.paint("error", as: .severity(.error))
        console.writeError("autohome: \(label): \(printable("\(failure.file): \(failure.message)"))\n")
    }

    /// Reports on standard error what does not keep the work from being done, but must be known.
    func warn(_ message: String) {
        let label = console.errorStyle.paint("warning", as: .severity(.warning))
        console.writeError("autohome: \(label): \(printable(message))\n")
    }

    private func show(_ report: Report) {
        console.writeError(TextRenderer(style: console.errorStyle).text(of: report))
    }

    /// Reports on standard error why the work could not be done.
    func report(failure error: any Error) {
        if let failure = error as? ConfigurationFailure {
            show(failure.report)
        } else {
            let label = console.errorStyle.paint("error", as: .severity(.error))
            console.writeError("autohome: \(label): \(printable("\(error)"))\n")
        }
    }
}

/// A configuration that cannot be used.
struct ConfigurationFailure: Error {
    let report: Report
}
