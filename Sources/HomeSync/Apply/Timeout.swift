/// Runs an operation, and cancels it if it takes too long.
///
/// - Parameters:
///   - limit: the time limit.
///   - operation: what to run; it must end when it is cancelled.
/// - Throws: the error of the operation, or ``SyncError`` when the time is up.
func withTimeout(_ limit: Duration, _ operation: @escaping @Sendable () async throws -> Void) async throws {
    try await withThrowingTaskGroup { group in
        group.addTask { try await operation() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw SyncError(.failed, "it did not finish within \(limit)")
        }
        defer { group.cancelAll() }
        try await group.next()
    }
}
