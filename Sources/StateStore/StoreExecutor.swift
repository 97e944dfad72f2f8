import Dispatch

/// Runs the SQLite calls of a store one after another, outside the cooperative thread pool, because they block.
final class StoreExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "autohome.store")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}
