import Synchronization

/// Awaits work in a task of its own, but no longer than until the current task is cancelled.
///
/// Structured concurrency would wait for the work, also where it is in a call that cannot be interrupted.
///
/// - Parameters:
///   - cancelled: The outcome if the task is cancelled first.
///   - work: The work. When the task is cancelled, its task is cancelled as well, and its outcome is dropped.
/// - Returns: The outcome of the work, or that of the cancellation.
func outcome<Outcome: Sendable>(
    ifCancelled cancelled: Outcome,
    of work: @escaping @Sendable () async -> Outcome
) async -> Outcome {
    let first = FirstValue<Outcome>()
    let task = Task { first.provide(await work()) }
    return await withTaskCancellationHandler {
        await withCheckedContinuation { first.deliver(to: $0) }
    } onCancel: {
        task.cancel()
        first.provide(cancelled)
    }
}

/// Delivers the first of several values.
private final class FirstValue<Value: Sendable>: Sendable {
    private enum State {
        case empty
        case awaited(CheckedContinuation<Value, Never>)
        case provided(Value)
        case delivered
    }

    private let state = Mutex(State.empty)

    func provide(_ value: Value) {
        let continuation = state.withLock { state -> CheckedContinuation<Value, Never>? in
            switch state {
            case .empty: state = .provided(value)
            case .awaited(let continuation):
                state = .delivered
                return continuation
            case .provided, .delivered: break
            }
            return nil
        }
        continuation?.resume(returning: value)
    }

    func deliver(to continuation: CheckedContinuation<Value, Never>) {
        let value = state.withLock { state -> Value? in
            guard case .provided(let value) = state else {
                state = .awaited(continuation)
                return nil
            }
            state = .delivered
            return value
        }
        if let value { continuation.resume(returning: value) }
    }
}
