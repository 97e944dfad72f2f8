import Glibc

/// What is printed, and whether every promise is kept.
struct Report {
    private var missed: [String] = []

    /// Begins a part of the report.
    func head(_ title: String) {
        fflush(nil)
        print("\n\(title)")
    }

    /// Prints the figures of a contestant.
    func line(_ name: String, _ series: Series) {
        let wall = series.wall
        let times = [wall.least, wall.median, wall.greatest, series.cpu.median].map(Self.milliseconds)
        print(
            "  \(Self.padded(name, 26))wall \(times[0]) \(times[1]) \(times[2])  cpu \(times[3])  "
                + "peak \(Self.megabytes(series.peak))"
        )
    }

    /// Prints a promise beside what came out, and notes one that is not kept.
    mutating func promise(_ what: String, _ figure: Double, atMost limit: Double) {
        let isKept = figure <= limit
        if !isKept { missed.append(what) }
        print(
            "  \(isKept ? "kept  " : "MISSED") \(what): \(Self.rounded(figure)), at most \(Self.rounded(limit))"
        )
    }

    /// Prints a line as it is.
    func note(_ text: String) {
        print("  \(text)")
    }

    /// Prints the verdict.
    func finish() -> Bool {
        if missed.isEmpty {
            print("\nEvery promise is kept.")
        } else {
            print("\nNot kept: \(missed.joined(separator: "; ")).")
        }
        return missed.isEmpty
    }

    static func milliseconds(_ seconds: Double) -> String {
        padded(left: "\(rounded(seconds * 1_000)) ms", 11)
    }

    static func megabytes(_ bytes: Int) -> String {
        padded(left: "\(rounded(Double(bytes) / 1_000_000)) MB", 9)
    }

    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func padded(left text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// Three digits that count, or all before the point.
    static func rounded(_ number: Double) -> String {
        let scale: Double = number < 1 ? 1_000 : number < 10 ? 100 : number < 100 ? 10 : 1
        let figure = (number * scale).rounded() / scale
        return scale == 1 ? String(Int(figure)) : String(figure)
    }
}
