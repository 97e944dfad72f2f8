/// Finds the word that somebody probably meant to type.
struct SimilarWord {
    /// The most similar word; nil if none differs by at most two letters.
    let text: String?

    init(to typed: String, among words: [String]) {
        let known = words.map { (word: $0, distance: Self.distance(typed, $0)) }
        let nearest = known.min { $0.distance < $1.distance }
        text = nearest.flatMap { $0.distance <= 2 ? $0.word : nil }
    }

    /// The number of letters to insert, remove or replace; two that changed places count as one.
    private static func distance(_ first: String, _ second: String) -> Int {
        let (first, second) = (Array(first.prefix(64)), Array(second))
        var rows = [Array(0...second.count)]
        for (index, letter) in first.enumerated() {
            var row = [index + 1]
            for (column, other) in second.enumerated() {
                let kept = rows[index][column] + (letter == other ? 0 : 1)
                var least = min(kept, rows[index][column + 1] + 1, row[column] + 1)
                if index > 0, column > 0, letter == second[column - 1], first[index - 1] == other {
                    least = min(least, rows[index - 1][column - 1] + 1)
                }
                row.append(least)
            }
            rows.append(row)
        }
        return rows.last?.last ?? 0
    }
}
