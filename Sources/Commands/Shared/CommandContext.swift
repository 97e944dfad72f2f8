import Configuration
import HostFacts
import Logging
import SiteCheck
import SourceText
import SystemFiles
import SystemPackage

/// What a command works with: the console, the root below which files stand, and the configuration.
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

    /// The log of this process, on standard error; most commands make none.
    var logger: Logger {
        var logger = Logger(label: "autohome") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = logLevel
        return logger
    }

    /// Where files stand, for logs that name them by URIs.
    func artifactPlaces() throws -> ArtifactPlaces {
        ArtifactPlaces(
            root: rootPath.string,
            workingDirectory: try ArgumentPath.workingDirectory().string
        )
    }

    /// The directory below which every file is read and written.
    func root() throws(FileError) -> RootDirectory {
        try RootDirectory(rootPath)
    }

    /// The configuration: the file named on the command line, else the usual one below the root.
    ///
    /// Warnings about it go to standard error.
    ///
    /// - Throws: ``ConfigurationFailure`` with every fault of the file, or why it cannot be read.
    func configuration() throws -> Configuration {
        let (configuration, report) = Configuration.read(
            try configurationFile(),
            rules: RuleCatalogue.all
        )
        guard let configuration else { throw ConfigurationFailure(report: report) }
        if !report.diagnostics.isEmpty { show(report) }
        return configuration
    }

    /// The configuration where there is one; a file that the command line names must be there.
    ///
    /// - Throws: ``ConfigurationFailure`` with every fault of the file, or why it cannot be read.
    func configurationIfAny() throws -> Configuration? {
        do {
            return try configuration()
        } catch let error as FileError where error.code == .notFound && configurationPath == nil {
            return nil
        }
    }

    /// What the configuration says about findings; where there is none, and none was asked for, everything is as usual.
    ///
    /// Warnings about it go to standard error.
    ///
    /// - Throws: ``ConfigurationFailure`` with every fault of the file, or why it cannot be read.
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

    /// Reads the site below the root, and holds it against the configuration where there is one.
    func siteSurvey() async throws -> SiteSurvey {
        try await SiteSurvey.read(below: try root(), expectations: siteExpectations())
    }

    /// What the configuration says of the site; nothing where it is missing, or not whole.
    private func siteExpectations() -> SiteExpectations {
        guard let file = try? configurationFile(),
            let configuration = Configuration.read(file, rules: RuleCatalogue.all).configuration
        else { return SiteExpectations() }
        return SiteExpectations(configuration)
    }

    private func configurationFile() throws -> SourceFile {
        if let configurationPath {
            let path = try ArgumentPath(configurationPath)
            return SourceFile(name: configurationPath, bytes: try path.requiredContents())
        }
        let path = Configuration.defaultPath
        return SourceFile(name: path, bytes: try root().read(FilePath(path)).bytes)
    }

    /// Writes to standard error what could not be checked.
    func complain(of failure: CheckFailure) {
        let label = console.errorStyle.paint("error", as: .severity(.error))
        console.complain("autohome: \(label): \(printable("\(failure.file): \(failure.message)"))\n")
    }

    private func show(_ report: Report) {
        console.complain(TextRenderer(style: console.errorStyle).text(of: report))
    }

    /// Writes to standard error why the work could not be done.
    func report(failure error: any Error) {
        if let failure = error as? ConfigurationFailure {
            show(failure.report)
        } else {
            let label = console.errorStyle.paint("error", as: .severity(.error))
            console.complain("autohome: \(label): \(printable("\(error)"))\n")
        }
    }
}

/// A configuration that cannot be used.
struct ConfigurationFailure: Error {
    let report: Report
}
