import ArgumentParser
import SourceText

/// The answer of a command that could do its work.
enum Answer {
    /// Success.
    case yes
    /// Finished, but with errors found, entries refused, or a key not found; exit status 1.
    case no
    /// Something that decides could not be looked at: exit status 2.
    case unknown
}

/// A subcommand: it does its work and returns an answer.
///
/// Exit statuses and error reports are the same for all.
protocol WorkingCommand: AsyncParsableCommand {
    /// The output formats that it supports.
    static var formats: [RequestedFormat] { get }

    var global: GlobalOptions { get }

    /// Does the work.
    ///
    /// - Throws: why it could not be done; exit status 2.
    func work(in context: CommandContext) async throws -> Answer
}

extension WorkingCommand {
    static var formats: [RequestedFormat] { [.text, .json] }

    func run() async throws {
        guard Self.formats.contains(global.format) else {
            throw ValidationError("this command does not support --format \(global.format.rawValue)")
        }
        try await perform(with: global.settings) { try await work(in: $0) }
    }
}

/// Does the work of a command and reports failures.
///
/// - Throws: The exit status, unless the answer is yes; or a usage error that was found only while working.
func perform(
    with settings: GlobalSettings,
    _ work: (CommandContext) async throws -> Answer
) async throws {
    let context = CommandContext(settings)
    do {
        switch try await work(context) {
        case .yes: break
        case .no: throw ExitCode(1)
        case .unknown: throw ExitCode(2)
        }
    } catch let code as ExitCode {
        throw code
    } catch let error as ValidationError {
        throw error
    } catch {
        context.report(failure: error)
        throw ExitCode(2)
    }
}
