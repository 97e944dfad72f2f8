import Dispatch
import Glibc
import Synchronization

/// Shuts a socket down after a time limit, to end a call that has no limit of its own.
///
/// libldap 2.5 waits for the TLS handshake forever if the server is silent, whatever its network timeout is. Shutting
/// the socket down from another thread makes the call return.
final class SocketDeadline: Sendable {
    private enum State {
        case waiting
        case met
        case missed
    }

    private let descriptor: Int32
    private let state = Mutex(State.waiting)

    /// Starts the timer.
    ///
    /// - Parameters:
    ///   - limit: The time after which the socket is shut down.
    ///   - descriptor: The socket; it must stay open until ``end()``.
    init(_ limit: Duration, descriptor: Int32) {
        self.descriptor = descriptor
        let time = limit.timeval
        let after = DispatchTimeInterval.milliseconds(time.tv_sec * 1000 + (time.tv_usec + 999) / 1000)
        DispatchQueue.global().asyncAfter(deadline: .now() + after) { self.expire() }
    }

    /// Stops the timer; returns true if the socket was already shut down.
    func end() -> Bool {
        state.withLock { state in
            if state == .waiting { state = .met }
            return state == .missed
        }
    }

    // The lock makes end() wait, so that the descriptor cannot be closed and its number reused during the shutdown.
    private func expire() {
        state.withLock { state in
            guard state == .waiting else { return }
            state = .missed
            shutdown(descriptor, Int32(SHUT_RDWR))
        }
    }
}
