import Dispatch
import Glibc

/// Lets SIGTERM and SIGINT end work between two of its steps, instead of ending the process at once.
enum Interruption {
    /// Does work that ends early when its task is cancelled.
    ///
    /// The first of these signals cancels the task; the second one ends the process as usual.
    ///
    /// - Throws: The errors of the work; a `CancellationError` when it was ended early.
    static func cancelling<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await work() }
        let sources = [SIGTERM, SIGINT].map { number in
            // A handler that does nothing, because a child process would inherit that a signal is ignored.
            signal(number) { _ in }
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                task.cancel()
            }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
        }
        return try await task.value
    }
}
