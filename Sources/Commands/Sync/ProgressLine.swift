import Synchronization

/// One line on the terminal that counts the new homes while many are made.
final class ProgressLine: Sendable {
    // Fewer homes are made in a moment.
    private static let fewest = 100

    private let total: Int
    private let console: Console
    /// The number on the terminal; nil if there is no line.
    private let shown = Mutex(Int?.none)

    /// Prepares a line; nil if the work takes only a moment.
    init?(total: Int, console: Console) {
        guard total >= Self.fewest else { return nil }
        self.total = total
        self.console = console
    }

    /// Shows how many homes are made, at most once for each hundredth of them.
    func show(_ count: Int) {
        shown.withLock { shown in
            guard count == total || count >= (shown ?? 0) + total / Self.fewest else { return }
            shown = count
            console.writeError("\rmaking homes: \(count) of \(total)")
        }
    }

    /// Ends the line, so that what follows begins on a new one.
    func end() {
        shown.withLock { shown in
            if shown != nil { console.writeError("\n") }
            shown = nil
        }
    }
}
