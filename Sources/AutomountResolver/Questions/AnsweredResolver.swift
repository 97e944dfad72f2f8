/// Answers the questions of a resolver: runs programs and asks LDAP servers.
public protocol MapAnswering {
    /// Finds the answer to a question.
    ///
    /// - Returns: An answer of the same kind as the question.
    mutating func answer(to question: MapQuestion) async -> MapAnswer
}

/// A resolver whose questions are answered as they arise.
public struct AnsweredResolver<Answerer: MapAnswering> {
    // More rounds than any path needs.
    private static var roundLimit: Int { 10_000 }

    private var resolver: Resolver
    /// The source of the answers.
    public private(set) var answerer: Answerer

    /// Combines a resolver with a source of answers.
    public init(_ resolver: Resolver, answeredBy answerer: Answerer) {
        self.resolver = resolver
        self.answerer = answerer
    }

    /// What automount would mount for a path.
    public mutating func resolve(_ path: String) async -> Resolution {
        await asking { $0.resolve(path) }
    }

    /// What automount would mount for a path of arbitrary bytes.
    public mutating func resolve(_ path: [UInt8]) async -> Resolution {
        await asking { $0.resolve(path) }
    }

    /// What automount would mount for a path, with each step that leads there.
    public mutating func explain(_ path: String) async -> Resolution {
        await asking { $0.explain(path) }
    }

    /// The directories in which automount waits for names.
    public mutating func indirectMountPoints() async -> [String] {
        await asking { $0.indirectMountPoints }
    }

    /// Every map of the master map, with its keys.
    public mutating func listedMaps() async -> [ListedMap] {
        await asking { $0.listedMaps() }
    }

    /// The map that an entry mounts on a path, with its keys; nil where none waits there.
    public mutating func mapMounted(on path: String) async -> ListedMap? {
        await asking { $0.mapMounted(on: path) }
    }

    /// Why there is no master map; nil if there is one.
    public mutating func masterMapFailure() async -> ResolutionFailure? {
        await asking { $0.masterMapFailure }
    }

    /// Why lines of the master map may be missing; nil where all were read.
    mutating func unreadMasterPart() async -> ResolutionFailure? {
        await asking { $0.unreadMasterPart }
    }

    /// The entry of a key as a map contains it; nil if there is none.
    public mutating func entry(of key: [UInt8], in map: String) async throws -> MapEntryText? {
        try await asking { resolver in
            Result { () throws(ResolutionFailure) in try resolver.entry(of: key, in: map) }
        }.get()
    }

    /// Asks the resolver until it has no question left.
    private mutating func asking<Value>(_ ask: (inout Resolver) -> Value) async -> Value {
        var value = ask(&resolver)
        var rounds = 0
        while !resolver.openQuestions.isEmpty, rounds < Self.roundLimit {
            var answers: [MapQuestion: MapAnswer] = [:]
            for question in resolver.openQuestions { answers[question] = await answerer.answer(to: question) }
            resolver.learn(answers)
            value = ask(&resolver)
            rounds += 1
        }
        return value
    }
}
