extension Resolver {
    /// The most rounds of questions that one path may take: more than any path has maps on its way.
    public static let roundLimit = 10_000

    /// What automount would mount when somebody opens a path, with questions answered as they come.
    ///
    /// - Parameters:
    ///   - path: An absolute path.
    ///   - answer: Answers a question; called once for each.
    /// - Returns: The mounts; with open questions only where answers lead to more questions without end.
    public mutating func resolve(_ path: String, answering answer: (MapQuestion) -> MapAnswer) -> Resolution {
        answered(by: answer) { $0.resolve(path) }
    }

    /// What automount would mount when somebody opens a path, and why, with questions answered as they come.
    ///
    /// - Parameters:
    ///   - path: An absolute path.
    ///   - answer: Answers a question; called once for each.
    /// - Returns: As ``resolve(_:answering:)``, with each step that led there.
    public mutating func explain(_ path: String, answering answer: (MapQuestion) -> MapAnswer) -> Resolution {
        answered(by: answer) { $0.explain(path) }
    }

    /// What automount mounts when it starts, with questions answered as they come.
    ///
    /// - Parameter answer: Answers a question; called once for each.
    /// - Returns: As ``startingMounts()``.
    public mutating func startingMounts(answering answer: (MapQuestion) -> MapAnswer) -> [AutofsMount] {
        answered(by: answer) { $0.startingMounts() }
    }

    private mutating func answered<Value>(
        by answer: (MapQuestion) -> MapAnswer,
        _ ask: (inout Resolver) -> Value
    ) -> Value {
        var value = ask(&self)
        var rounds = 0
        while !openQuestions.isEmpty, rounds < Self.roundLimit {
            for question in openQuestions { learn(answer(question), to: question) }
            value = ask(&self)
            rounds += 1
        }
        return value
    }
}
