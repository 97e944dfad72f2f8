import Dispatch
import Glibc
import Synchronization

/// Cuts a connection when its time is up, to bound a call that has no limit of its own.
///
/// libldap 2.5 waits for the handshake of TLS for ever when the peer is silent, whatever its network time-out
/// says. Shutting the socket down from another thread makes the call return.
final class SocketDeadline: Sendable {
    private enum State {
        case waiting
        case met
        case missed
    }

    private let descriptor: Int32
    private let state = Mutex(State.waiting)

    /// Starts the time.
    ///
    /// - Parameters:
    ///   - limit: After how long to cut the connection.
    ///   - descriptor: The socket; it must stay open until ``end()``.
    init(_ limit: Duration, descriptor: Int32) {
        self.descriptor = descriptor
        let time = limit.timeval
        let after = DispatchTimeInterval.milliseconds(time.tv_sec * 1000 + (time.tv_usec + 999) / 1000)
        DispatchQueue.global().asyncAfter(deadline: .now() + after) { self.expire() }
    }

    /// Stops the time; true where the connection had been cut before.
    func end() -> Bool {
        state.withLock { state in
            if state == .waiting { state = .met }
            return state == .missed
        }
    }

    // The lock keeps the descriptor from being closed, and its number from being used anew, meanwhile.
    private func expire() {
        state.withLock { state in
            guard state == .waiting else { return }
            state = .missed
            shutdown(descriptor, Int32(SHUT_RDWR))
        }
    }
}
