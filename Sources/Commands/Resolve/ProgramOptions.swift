import ArgumentParser
import HostFacts
import SystemFiles

/// The options for program maps.
struct ProgramOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Run program maps on this machine with your permissions, even those below a --root.",
            discussion: """
                A program gets the variables that automount would set, and nothing of your environment. Its process \
                group is killed after the time limit, or when it writes more than 1 MiB; processes that it moved to \
                another group or session keep running.
                """
        )
    )
    var runPrograms = false

    @Option(
        help: ArgumentHelp(
            "With --run-programs: how long a program may take; 10 by default.",
            valueName: "seconds"
        )
    )
    var programTimeout: Int?

    @Option(
        help: ArgumentHelp(
            "Use this as the output of every program map, instead of running it.",
            valueName: "file"
        )
    )
    var programOutput: String?

    mutating func validate() throws {
        guard !runPrograms || programOutput == nil else {
            throw ValidationError("--program-output and --run-programs exclude each other; give one of them")
        }
        guard let programTimeout else { return }
        guard runPrograms else { throw ValidationError("--program-timeout needs --run-programs") }
        guard (1...86_400).contains(programTimeout) else {
            throw ValidationError("--program-timeout takes 1 to 86400 seconds, not \(programTimeout)")
        }
    }

    /// The source of answers about program maps.
    func answers(in context: CommandContext, below root: RootDirectory) throws -> ProgramAnswers {
        if let programOutput { return .text(try ArgumentPath(programOutput).requiredContents()) }
        guard runPrograms else { return .none }
        let timeLimit = programTimeout.map { Duration.seconds($0) } ?? ProgramRunner.usualTimeLimit
        return .runner(ProgramRunner(below: root, timeLimit: timeLimit))
    }
}
