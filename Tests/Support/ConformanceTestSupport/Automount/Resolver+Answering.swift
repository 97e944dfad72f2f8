package import AutomountResolver

extension Resolver {
    // More rounds than any case has maps on its path.
    private static let roundLimit = 10_000

    /// What automount would mount when a path is opened; questions are answered as they arise.
    package mutating func resolve(_ path: String, answering answer: (MapQuestion) -> MapAnswer) -> Resolution
    {
        answered(by: answer) { $0.resolve(path) }
    }

    /// What automount mounts at start-up; questions are answered as they arise.
    package mutating func startingMounts(answering answer: (MapQuestion) -> MapAnswer) -> [AutofsMount] {
        answered(by: answer) { $0.startingMounts() }
    }

    /// Every map that the master map leads to, with questions answered as they come.
    package mutating func listedMaps(answering answer: (MapQuestion) -> MapAnswer) -> [ListedMap] {
        answered(by: answer) { $0.listedMaps() }
    }

    private mutating func answered<Value>(
        by answer: (MapQuestion) -> MapAnswer,
        _ ask: (inout Resolver) -> Value
    ) -> Value {
        var value = ask(&self)
        var rounds = 0
        while !openQuestions.isEmpty, rounds < Self.roundLimit {
            learn(Dictionary(openQuestions.map { ($0, answer($0)) }) { first, _ in first })
            value = ask(&self)
            rounds += 1
        }
        return value
    }
}
