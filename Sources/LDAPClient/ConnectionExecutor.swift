import Dispatch
import Glibc

/// Runs the libldap calls of a connection one after another, outside the cooperative thread pool, because they block.
final class ConnectionExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "autohome.ldap")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async {
            withoutBrokenPipeSignal { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
        }
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }

    /// Queues work without waiting for it, for callers that cannot wait, such as a deinit.
    func submit(_ work: @escaping @Sendable () -> Void) {
        queue.async { withoutBrokenPipeSignal(work) }
    }
}

/// Keeps SIGPIPE from killing the process when a server closes the connection.
///
/// libldap writes with write(2), which raises SIGPIPE. The signal is blocked for this thread only, and a pending one is
/// removed.
private func withoutBrokenPipeSignal(_ work: () -> Void) {
    var brokenPipe = sigset_t()
    var before = sigset_t()
    sigemptyset(&brokenPipe)
    sigaddset(&brokenPipe, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &brokenPipe, &before)
    work()
    if sigismember(&before, SIGPIPE) == 0 {
        var noWait = timespec()
        while sigtimedwait(&brokenPipe, nil, &noWait) == SIGPIPE {}
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}
