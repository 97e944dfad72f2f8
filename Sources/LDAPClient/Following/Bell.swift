import Synchronization

/// Wakes those who wait for something to change; they look again then, because it may not be what they need.
final class Bell: Sendable {
    private struct State {
        var hasRung = false
        var lastNumber = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    /// Wakes everybody who waits; if nobody does, the next one does not have to wait.
    func ring() {
        let waiting = state.withLock { state in
            defer { state.waiting = [:] }
            state.hasRung = state.waiting.isEmpty
            return state.waiting.values.map(\.self)
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Waits for the bell, or until the task is cancelled.
    func wait() async {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard !state.hasRung, !Task.isCancelled else {
                        state.hasRung = false
                        return true
                    }
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
