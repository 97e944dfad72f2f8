import Synchronization

/// Wakes those who wait for something to change; they look again then, because it may not be what they need.
///
/// Who waits takes the count before looking, so that no ring is lost between looking and waiting.
final class Bell: Sendable {
    private struct State {
        var rings = 0
        var lastNumber = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    /// How often it has rung.
    var rings: Int { state.withLock(\.rings) }

    /// Wakes everybody who waits.
    func ring() {
        let waiting = state.withLock { state in
            defer { state.waiting = [:] }
            state.rings += 1
            return state.waiting.values.map(\.self)
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Waits until it has rung more often than a count, or until the task is cancelled.
    func wait(after count: Int) async {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard state.rings == count, !Task.isCancelled else { return true }
                    state.waiting[number] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: number) }?.resume()
        }
    }
}
