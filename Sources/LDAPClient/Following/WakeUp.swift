import CLinux
import Glibc

/// Wakes a thread that waits for a connection, so that waiting needs neither time limits nor CPU.
final class WakeUp: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32

    init() throws(LDAPError) {
        var ends: [Int32] = [-1, -1]
        guard CLinux_pipe(&ends) == 0 else {
            throw LDAPError(.badSettings, "cannot make a pipe: \(String(cString: strerror(errno)))")
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Wakes the thread, now or when it next waits; the caller does so once.
    func wake() {
        _ = write(writeEnd, [0], 1)
    }

    /// Waits until a descriptor can be read, or the thread is woken.
    ///
    /// - Parameters:
    ///   - other: The descriptor.
    ///   - limit: The longest wait; nil for as long as it takes.
    /// - Returns: Whether something happened within the limit.
    func wait(for other: Int32, within limit: Duration?) -> Bool {
        var descriptors = [
            pollfd(fd: other, events: Int16(POLLIN), revents: 0),
            pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
        ]
        let milliseconds =
            limit.map { limit -> Int32 in
                let (seconds, attoseconds) = limit.components
                return Int32(
                    clamping: min(seconds, 1_000_000) * 1_000 + attoseconds / 1_000_000_000_000_000 + 1
                )
            } ?? -1
        while true {
            let count = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
            if count >= 0 || errno != EINTR { return count != 0 }
        }
    }
}
