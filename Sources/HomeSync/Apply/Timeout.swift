/// Runs something, and cancels it where it lasts too long.
///
/// - Parameters:
///   - limit: the longest time.
///   - operation: what to run; it must end when it is cancelled.
/// - Throws: what the operation throws, or ``SyncError`` when the time is over.
func withTimeout(_ limit: Duration, _ operation: @escaping @Sendable () async throws -> Void) async throws {
    try await withThrowingTaskGroup { group in
        group.addTask { try await operation() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw SyncError(.failed, "it did not end within \(limit)")
        }
        defer { group.cancelAll() }
        try await group.next()
    }
}
