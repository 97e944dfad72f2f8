import ArgumentParser
import SourceText

/// What a command that did its work has to say.
enum Answer {
    /// Done, and the answer is yes.
    case yes
    /// Done, and the answer is no: errors found, key not found, entries refused.
    case no
}

/// A subcommand: it works and answers; exit status and reports of failures are the same for all.
protocol WorkingCommand: AsyncParsableCommand {
    /// The forms in which it can print.
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
            throw ValidationError("this command cannot print as \(global.format.rawValue)")
        }
        try await perform(with: global.settings) { try await work(in: $0) }
    }
}

/// Does the work of this process and reports failures.
///
/// - Throws: The exit status, unless the answer is yes; or wrong usage that shows only in the work.
func perform(
    with settings: GlobalSettings,
    _ work: (CommandContext) async throws -> Answer
) async throws {
    let context = CommandContext(settings)
    do {
        if try await work(context) == .no { throw ExitCode(1) }
    } catch let code as ExitCode {
        throw code
    } catch let error as ValidationError {
        throw error
    } catch {
        context.report(failure: error)
        throw ExitCode(2)
    }
}
