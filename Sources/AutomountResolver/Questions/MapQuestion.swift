/// Something that the resolver must know and that no file contains.
///
/// Find the answer, pass it to ``Resolver/learn(_:)`` and resolve the path again.
public enum MapQuestion: Sendable, Hashable {
    /// The output of a program map.
    case program(ProgramRun)
    /// The entries of a map in LDAP.
    case ldap(LDAPLookup)
}

/// The answer to a question of the same kind.
public enum MapAnswer: Sendable, Hashable {
    /// The end of a program map.
    case program(ProgramOutcome)
    /// The answer of LDAP.
    case ldap(LDAPOutcome)
}

/// The known answers and the open questions.
struct MapAnswers: Sendable {
    private var known: [MapQuestion: MapAnswer] = [:]
    /// The questions without an answer since the last reset, in order.
    private(set) var open: [MapQuestion] = []
    private var seen: Set<MapQuestion> = []

    /// The outcome of a program; nil if it is not known, which opens the question.
    mutating func outcome(of run: ProgramRun) -> ProgramOutcome? {
        if case .program(let outcome) = known[.program(run)] { return outcome }
        leaveOpen(.program(run))
        return nil
    }

    /// The answer of LDAP; nil if it is not known, which opens the question.
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
