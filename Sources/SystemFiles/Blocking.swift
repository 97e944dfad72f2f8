import Dispatch

/// Runs blocking work, such as access to the disk or to name services, on a thread outside the cooperative pool.
///
/// - Parameter work: The work, which may block.
/// - Returns: The result of the work.
/// - Throws: The error of the work.
package func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
            continuation.resume(with: Result { try work() })
        }
    }
}
