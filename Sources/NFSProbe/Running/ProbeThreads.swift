import Glibc
import Synchronization

/// A limited number of threads for blocking work; a thread ends when no work is waiting.
final class ProbeThreads: Sendable {
    typealias Work = @Sendable () -> Void

    /// The threads that all probes of a process share.
    static let shared = ProbeThreads(limit: 32)

    private static let stackBytes = 1 << 20

    private struct State {
        var running = 0
        var waiting: [Work] = []
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    /// The current number of threads.
    var running: Int { state.withLock { $0.running } }

    /// Runs work on a thread, immediately or when one is free; returns false if no thread can be created.
    func start(_ work: @escaping Work) -> Bool {
        let mayStart = state.withLock { state in
            guard state.running < limit else {
                state.waiting.append(work)
                return false
            }
            state.running += 1
            return true
        }
        guard mayStart else { return true }
        if spawn(work) { return true }
        state.withLock { $0.running -= 1 }
        return false
    }

    private func spawn(_ work: @escaping Work) -> Bool {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return false }
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, Self.stackBytes)
        let body = Unmanaged.passRetained(ThreadBody { self.run(from: work) })
        var thread = pthread_t()
        let status = pthread_create(&thread, &attributes, { ThreadBody.enter($0) }, body.toOpaque())
        if status != 0 { body.release() }
        return status == 0
    }

    private func run(from first: @escaping Work) {
        var next: Work? = first
        while let work = next {
            work()
            next = state.withLock { state in
                guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
                state.running -= 1
                return nil
            }
        }
    }
}

/// The work of a new thread, passed through the void pointer of pthread_create(3).
private final class ThreadBody: Sendable {
    private let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) {
        self.work = work
    }

    static func enter(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        // Other threads of the program handle signals.
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        if let pointer {
            Unmanaged<ThreadBody>.fromOpaque(pointer).takeRetainedValue().work()
        }
        return nil
    }
}
