public import AutomountResolver

/// Who answers for program maps.
public enum ProgramAnswers: Sendable {
    /// Nobody: no program is run.
    case none
    /// A text that every program is taken to write.
    case text([UInt8])
    /// The programs themselves, but for those that did not end in time: once is enough to wait.
    case runner(ProgramRunner, hung: Set<String> = [])

    /// How a program ends, and what it complains about.
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
