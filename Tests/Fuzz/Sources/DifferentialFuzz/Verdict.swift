/// The result of comparing a case.
enum Verdict {
    case same
    case different(String)
    /// The result depends on more than files; the text says on what.
    case notCompared(String)
}

/// Counts the verdicts by topic.
struct Tally {
    private var same: [String: Int] = [:]
    private var notCompared: [String: Int] = [:]
    private(set) var differing = 0

    mutating func count(_ verdict: Verdict, of category: String) {
        switch verdict {
        case .same: same[category, default: 0] += 1
        case .different: differing += 1
        case .notCompared(let reason): notCompared[reason, default: 0] += 1
        }
    }

    /// The counts in one line.
    var summary: String {
        let compared = same.values.reduce(0, +) + differing
        return
            "compared \(compared) cases (\(Self.listed(same))), not compared \(Self.listed(notCompared)), \(differing) differ"
    }

    private static func listed(_ counts: [String: Int]) -> String {
        counts.isEmpty
            ? "0" : counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
}
