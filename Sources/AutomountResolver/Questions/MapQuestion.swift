/// Something that no file tells and that a resolver must know to go on.
///
/// Whoever resolves finds out and hands the answer to ``Resolver/learn(_:)``; then the path is resolved again.
public enum MapQuestion: Sendable, Hashable {
    /// What a program map says.
    case program(ProgramRun)
    /// What a map in a directory holds.
    case ldap(LDAPLookup)
}

/// The answer to a question of the same kind.
public enum MapAnswer: Sendable, Hashable {
    /// How a program map ended.
    case program(ProgramOutcome)
    /// What a directory said.
    case ldap(LDAPOutcome)
}

/// The answers that are known, and the questions that are open.
struct MapAnswers: Sendable {
    private var known: [MapQuestion: MapAnswer] = [:]
    /// The questions that were asked in vain since this was last emptied, in order.
    private(set) var open: [MapQuestion] = []
    private var seen: Set<MapQuestion> = []

    /// The outcome of a program; nil where it is not known, which leaves the question open.
    mutating func outcome(of run: ProgramRun) -> ProgramOutcome? {
        if case .program(let outcome) = known[.program(run)] { return outcome }
        leaveOpen(.program(run))
        return nil
    }

    /// What a directory says; nil where it is not known, which leaves the question open.
    mutating func outcome(of lookup: LDAPLookup) -> LDAPOutcome? {
        if case .ldap(let outcome) = known[.ldap(lookup)] { return outcome }
        leaveOpen(.ldap(lookup))
        return nil
    }

    mutating func learn(_ answer: MapAnswer, to question: MapQuestion) {
        known[question] = answer
    }

    mutating func forgetOpen() {
        open.removeAll()
        seen.removeAll()
    }

    private mutating func leaveOpen(_ question: MapQuestion) {
        if seen.insert(question).inserted { open.append(question) }
    }
}
