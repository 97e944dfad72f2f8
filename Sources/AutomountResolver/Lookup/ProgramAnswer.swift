import MountMaps

/// What the outcome of a program map means for its key.
///
/// The key does not exist if the program writes nothing, ends with a status other than 0, or is killed by a signal,
/// even if it wrote something (`modules/lookup_program.c: lookup_one`; cases program-022 to program-024, program-026,
/// program-030).
enum ProgramAnswer {
    /// The entry of the key.
    case entry([UInt8])
    /// The program ran and has no entry for the key.
    case nothing(ResolutionFailure)

    /// Reads an outcome.
    ///
    /// - Parameters:
    ///   - outcome: How the program ended; nil if that is not known.
    ///   - run: The program and the key.
    /// - Throws: If it is not known what automount would have read.
    init(_ outcome: ProgramOutcome?, of run: ProgramRun) throws(ResolutionFailure) {
        let subject = "the program map \(shownName(run.path))"
        let key = shown(run.key)
        func failure(_ what: String) -> ResolutionFailure {
            ResolutionFailure(.programFailed, "\(subject) \(what)", file: run.path)
        }
        func stopped(_ what: String) -> ResolutionFailure {
            let text = "\(subject) \(what) for the key \(key) and was stopped"
            return ResolutionFailure(.programFailed, text, file: run.path, isUnknown: true)
        }
        switch outcome {
        case nil, .notRun:
            let text = "\(subject) was not run for the key \(key)"
            throw ResolutionFailure(.programNotRun, text, file: run.path)
        case .timedOut:
            throw stopped("did not end in time")
        case .tooMuchOutput:
            throw stopped("writes too much")
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
