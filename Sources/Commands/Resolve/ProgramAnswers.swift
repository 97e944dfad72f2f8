internal import AutomountResolver
internal import HostFacts
internal import SourceText

/// Who answers for program maps.
enum ProgramAnswers {
    /// Nobody: no program is run.
    case none
    /// A text that stands for what every program writes.
    case text([UInt8])
    /// The programs themselves, but for those that have not ended in time: once is enough to wait.
    case runner(ProgramRunner, hung: Set<String> = [])

    /// How a program ends; what it complains about goes to standard error.
    mutating func outcome(of program: ProgramRun, _ console: Console) async -> ProgramOutcome {
        switch self {
        case .none: return .notRun
        case .text(let bytes): return .exited(status: 0, output: bytes)
        case .runner(let runner, var hung):
            guard !hung.contains(program.path) else { return .timedOut }
            let report = await runner.run(program)
            if report.outcome == .timedOut {
                hung.insert(program.path)
                self = .runner(runner, hung: hung)
            }
            for line in String(decoding: report.complaint, as: UTF8.self).split(separator: "\n") {
                console.complain("autohome: \(printable(program.path)): \(printable(String(line)))\n")
            }
            return report.outcome
        }
    }
}
