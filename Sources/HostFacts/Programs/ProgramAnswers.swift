public import AutomountResolver

/// The source of answers for program maps.
public enum ProgramAnswers: Sendable {
    /// None: no program is run.
    case none
    /// A fixed text, used as the output of every program.
    case text([UInt8])
    /// The programs themselves, except those that have already exceeded the time limit once.
    case runner(ProgramRunner, hung: Set<String> = [])

    /// Returns the result of a program and its error output.
    public mutating func report(of program: ProgramRun) async -> ProgramRunner.Report {
        switch self {
        case .none: return ProgramRunner.Report(.notRun)
        case .text(let bytes): return ProgramRunner.Report(.exited(status: 0, output: bytes))
        case .runner(let runner, var hung):
            guard !hung.contains(program.path) else { return ProgramRunner.Report(.timedOut) }
            let report = await runner.run(program)
            if report.outcome == .timedOut {
                hung.insert(program.path)
                self = .runner(runner, hung: hung)
            }
            return report
        }
    }
}
