import AutomountResolver
import HostFacts
import SourceText

/// Answers the questions of a resolver as the options say.
///
/// Error output of programs goes to standard error.
struct ClientAnswers: MapAnswering {
    var programs: ProgramAnswers
    var ldap: LDAPAnswers
    let console: Console

    mutating func answer(to question: MapQuestion) async -> MapAnswer {
        switch question {
        case .program(let program): .program(await outcome(of: program))
        case .ldap(let lookup): .ldap(await ldap.outcome(of: lookup))
        }
    }

    private mutating func outcome(of program: ProgramRun) async -> ProgramOutcome {
        let report = await programs.report(of: program)
        for line in String(decoding: report.complaint, as: UTF8.self).split(separator: "\n") {
            console.writeError("autohome: \(printable(program.path)): \(printable(String(line)))\n")
        }
        return report.outcome
    }
}
