internal import AutomountResolver
internal import HostFacts
internal import SystemFiles

/// A resolver whose questions are answered as they come.
struct ResolveSession {
    // More than any path has maps on its way.
    private static let roundLimit = 10_000

    private var resolver: Resolver
    private var programs: ProgramAnswers
    private var ldap: LDAPAnswers
    private let console: Console

    init(resolver: Resolver, programs: ProgramAnswers, ldap: LDAPAnswers, console: Console) {
        self.resolver = resolver
        self.programs = programs
        self.ldap = ldap
        self.console = console
    }

    /// What automount would mount for a path.
    mutating func resolve(_ path: String) async -> Resolution {
        await asking { $0.resolve(path) }
    }

    /// What automount would mount for a path of any bytes.
    mutating func resolve(_ path: [UInt8]) async -> Resolution {
        await asking { $0.resolve(path) }
    }

    /// What automount would mount for a path, with each step that leads there.
    mutating func explain(_ path: String) async -> Resolution {
        await asking { $0.explain(path) }
    }

    /// The directories in which automount waits for names.
    mutating func indirectMountPoints() async -> [String] {
        await asking { $0.indirectMountPoints }
    }

    /// Every map that the master map leads to, with its keys.
    mutating func listedMaps() async -> [ListedMap] {
        await asking { $0.listedMaps() }
    }

    /// Why there is no master map; nil where there is one.
    mutating func masterMapFailure() async -> ResolutionFailure? {
        await asking { $0.masterMapFailure }
    }

    /// The entry of a key as it stands in a map; nil where there is none.
    mutating func entry(of key: [UInt8], in map: String) async throws -> MapEntryText? {
        try await asking { resolver in
            Result { () throws(ResolutionFailure) in try resolver.entry(of: key, in: map) }
        }.get()
    }

    /// Takes leave of whoever was asked.
    func close() async {
        await ldap.close()
    }

    /// Asks the resolver until it has no question left.
    private mutating func asking<Value>(_ ask: (inout Resolver) -> Value) async -> Value {
        var value = ask(&resolver)
        var rounds = 0
        while !resolver.openQuestions.isEmpty, rounds < Self.roundLimit {
            var answers: [MapQuestion: MapAnswer] = [:]
            for question in resolver.openQuestions { answers[question] = await answer(to: question) }
            resolver.learn(answers)
            value = ask(&resolver)
            rounds += 1
        }
        return value
    }

    private mutating func answer(to question: MapQuestion) async -> MapAnswer {
        switch question {
        case .program(let program): .program(await programs.outcome(of: program, console))
        case .ldap(let lookup): .ldap(await ldap.outcome(of: lookup))
        }
    }
}
