import ArgumentParser
import Configuration
import Logging
import SourceText
import SystemPackage

/// The options that every subcommand takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Read and write the system's files below this directory; files named on the command line are not affected.",
            valueName: "dir"
        )
    )
    var root = "/"

    @Option(help: "The output format; sarif is for check only.")
    var format = RequestedFormat.text

    @Option(help: "The least important messages to log.")
    var logLevel = LogLevel.notice

    @Option(help: "When to colour the output.")
    var color = ColorChoice.auto

    mutating func validate() throws {
        guard !root.isEmpty else {
            throw ValidationError("--root is empty; give a directory, such as . or /srv/image")
        }
        let path = try ArgumentPath(root).absolute
        // What .. means depends on links, so only the dots that mean nothing go.
        root = FilePath(root: path.root, path.components.filter { $0.kind != .currentDirectory }).string
    }

    /// The options as plain values.
    var settings: GlobalSettings {
        GlobalSettings(config: config, root: root, format: format, logLevel: logLevel, color: color)
    }
}

/// The values of the global options.
struct GlobalSettings: Equatable {
    var config: String?
    var root = "/"
    var format = RequestedFormat.text
    var logLevel = LogLevel.notice
    var color = ColorChoice.auto
}

/// When to colour the output.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
}

/// The least important messages to log.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case trace
    case debug
    case info
    case notice
    case warning
    case error

    /// The level as the logging system names it.
    var level: Logger.Level {
        switch self {
        case .trace: .trace
        case .debug: .debug
        case .info: .info
        case .notice: .notice
        case .warning: .warning
        case .error: .error
        }
    }
}
