import Dispatch
import Glibc

/// The one thread on which a connection's calls into libldap run, one after the other.
///
/// They block, so they must never run on the threads that all tasks share.
final class ConnectionExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "autohome.directory")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async {
            withoutBrokenPipeSignal { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
        }
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }

    /// Runs something after what is already waiting, for callers that cannot wait, such as a deinit.
    func submit(_ work: @escaping @Sendable () -> Void) {
        queue.async { withoutBrokenPipeSignal(work) }
    }
}

/// Keeps a server that hangs up from killing the whole process.
///
/// libldap writes with write(2), so the kernel answers with SIGPIPE. The signal is blocked for this thread
/// alone, and one that came meanwhile is taken away.
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
