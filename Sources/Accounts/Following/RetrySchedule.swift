/// How long to wait after a failure before the next attempt.
public struct RetrySchedule: Sendable, Hashable {
    /// The waits after the first failures in a row; the last one is repeated.
    public let waits: [Duration]
    private var failures = 0

    /// Makes a schedule.
    ///
    /// - Parameter waits: The waits, at least one.
    public init(_ waits: [Duration] = [.seconds(1), .seconds(2), .seconds(5), .seconds(20), .seconds(60)]) {
        precondition(!waits.isEmpty, "a schedule has at least one wait")
        self.waits = waits
    }

    /// Notes a failure.
    ///
    /// - Returns: How long to wait.
    public mutating func failed() -> Duration {
        defer { failures += 1 }
        return waits[min(failures, waits.count - 1)]
    }

    /// Notes that a refresh was completed: a connection alone proves nothing.
    public mutating func succeeded() {
        failures = 0
    }
}
