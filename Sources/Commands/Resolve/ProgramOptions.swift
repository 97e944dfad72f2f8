import ArgumentParser
import HostFacts
import SystemFiles

/// The options that say what becomes of program maps.
struct ProgramOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Run program maps, with your rights and on this machine, also where they lie below a --root.",
            discussion: """
                A program gets the variables that automount would give it and nothing of your environment. It is \
                stopped with its process group after a time, or when it writes more than 1 MiB; what it moved to \
                another group or session goes on.
                """
        )
    )
    var runPrograms = false

    @Option(
        help: ArgumentHelp(
            "With --run-programs: how long a program may take; 10 unless said otherwise.",
            valueName: "seconds"
        )
    )
    var programTimeout: Int?

    @Option(
        help: ArgumentHelp("What a program map would write, instead of running it.", valueName: "file")
    )
    var programOutput: String?

    mutating func validate() throws {
        guard !runPrograms || programOutput == nil else {
            throw ValidationError("--program-output stands in for --run-programs; give one of them")
        }
        guard let programTimeout else { return }
        guard runPrograms else { throw ValidationError("--program-timeout goes with --run-programs") }
        guard (1...86_400).contains(programTimeout) else {
            throw ValidationError("--program-timeout takes 1 to 86400 seconds, not \(programTimeout)")
        }
    }

    /// Who answers for program maps.
    func answers(in context: CommandContext, below root: RootDirectory) throws -> ProgramAnswers {
        if let programOutput { return .text(try ArgumentPath(programOutput).requiredContents()) }
        guard runPrograms else { return .none }
        let timeLimit = programTimeout.map { Duration.seconds($0) } ?? ProgramRunner.usualTimeLimit
        return .runner(ProgramRunner(below: root, timeLimit: timeLimit))
    }
}
