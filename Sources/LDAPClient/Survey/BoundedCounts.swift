/// A text, and how often it occurred.
public struct CountedText: Sendable, Hashable, Encodable {
    /// The text.
    public let text: String
    /// How often it occurred.
    public let count: Int

    /// Makes a pair.
    public init(_ text: String, count: Int) {
        self.text = text
        self.count = count
    }
}

/// Counts texts in little memory, whatever a server sends: only so many different ones, and none that is very long.
struct BoundedCounts: Sendable {
    private static let mostTexts = 1_000
    private static let longestText = 1_000

    private var counts: [String: Int] = [:]
    /// How many texts were not counted, because they were too long or there were too many different ones.
    private(set) var uncounted = 0

    /// Counts a text.
    mutating func add(_ text: String) {
        guard counts.count < Self.mostTexts && text.utf8.count <= Self.longestText || counts[text] != nil
        else {
            uncounted += 1
            return
        }
        counts[text, default: 0] += 1
    }

    /// The texts, the most frequent first.
    var list: [CountedText] {
        counts.map { CountedText($0.key, count: $0.value) }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }
}
