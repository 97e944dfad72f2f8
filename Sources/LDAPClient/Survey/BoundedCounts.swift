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

    private var counts: [String: (shown: String, count: Int)] = [:]
    /// How many texts were not counted, because they were too long or there were too many different ones.
    private(set) var uncounted = 0

    /// Counts a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - key: The form in which it is compared with others; nil for the text itself.
    mutating func add(_ text: String, comparedAs key: String? = nil) {
        let key = key ?? text
        let isKnown = counts[key] != nil
        guard text.utf8.count <= Self.longestText, isKnown || counts.count < Self.mostTexts else {
            uncounted += 1
            return
        }
        counts[key, default: (text, 0)].count += 1
    }

    /// The texts as they were first written, the most frequent first.
    var list: [CountedText] {
        counts.values.map { CountedText($0.shown, count: $0.count) }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }
}
