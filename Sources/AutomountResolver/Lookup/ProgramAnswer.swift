import MountMaps

/// What the outcome of a program map means for the key that it was run for.
enum ProgramAnswer {
    /// The entry of the key.
    case entry([UInt8])
    /// The program ran and has none.
    case nothing(ResolutionFailure)

    /// Judges an outcome.
    ///
    /// - Parameters:
    ///   - outcome: How the program ended; nil where that is not known.
    ///   - run: Which program, and for which key.
    /// - Throws: Where nobody can say what automount would have read.
    init(_ outcome: ProgramOutcome?, of run: ProgramRun) throws(ResolutionFailure) {
        let subject = "the program map \(shownName(run.path))"
        let key = shown(run.key)
        func failure(_ what: String) -> ResolutionFailure {
            ResolutionFailure(.programFailed, "\(subject) \(what)", file: run.path)
        }
        switch outcome {
        case nil, .notRun:
            throw failure("was not run for the key \(key); --run-programs runs program maps")
        case .timedOut:
            throw failure("did not end in time for the key \(key) and was stopped")
        case .tooMuchOutput:
            throw failure("writes too much for the key \(key) and was stopped")
        case .cannotRun(let reason):
            self = .nothing(failure("cannot be run: \(reason)"))
        case .exited(status: 0, let output):
            let value = ProgramOutput.entry(in: output)
            self = value.isEmpty ? .nothing(failure("writes no entry for the key \(key)")) : .entry(value)
        case .exited(let status, _):
            self = .nothing(failure("ends with status \(status) for the key \(key)"))
        }
    }
}
