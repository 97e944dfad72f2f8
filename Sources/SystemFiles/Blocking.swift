import Dispatch

/// Runs work that blocks, as the disk and name services do, on a thread that may wait, and never on one of the
/// cooperative pool.
///
/// - Parameter work: What may block.
/// - Returns: What the work returns.
/// - Throws: What the work throws.
package func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
            continuation.resume(with: Result { try work() })
        }
    }
}
