import Glibc

/// A socket that is closed exactly once, unless it is released to another owner.
struct Socket: ~Copyable {
    let descriptor: Int32

    /// Opens a non-blocking, close-on-exec stream socket; nil with errno set if that fails.
    init?(family: Int32) {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        descriptor = socket(family, type, 0)
        if descriptor < 0 { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// Gives the descriptor to a new owner, who must close it.
    consuming func release() -> Int32 {
        let released = descriptor
        discard self
        return released
    }

    /// Sets an option; failures are ignored, because all of these options are only improvements.
    func set(_ level: Int32, _ option: Int32, to value: Int32) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Notices within a time limit a server that neither answers nor closes the connection (tcp(7)).
    ///
    /// - Parameter limit: The time limit, in whole seconds, of which TCP waits the first part and then asks four times.
    ///   Data that stays unacknowledged is given up after the same time.
    func keepAlive(within limit: Duration) {
        let seconds = Int32(clamping: min(limit.components.seconds, 86_400))
        let interval = max(1, seconds / 8)
        set(SOL_SOCKET, SO_KEEPALIVE, to: 1)
        set(Int32(IPPROTO_TCP), TCP_KEEPCNT, to: 4)
        set(Int32(IPPROTO_TCP), TCP_KEEPINTVL, to: interval)
        set(Int32(IPPROTO_TCP), TCP_KEEPIDLE, to: max(1, seconds - 4 * interval))
        set(Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, to: seconds * 1_000)
        set(Int32(IPPROTO_TCP), TCP_NODELAY, to: 1)
    }
}

/// Sets whether reads and writes on a socket block.
func setBlocking(_ isBlocking: Bool, descriptor: Int32) {
    let flags = fcntl(descriptor, F_GETFL)
    _ = fcntl(descriptor, F_SETFL, isBlocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK)
}

extension Duration {
    /// The same time for C, at least a microsecond, because zero often means forever there.
    var timeval: timeval {
        let (seconds, attoseconds) = components
        let microseconds = Int(attoseconds / 1_000_000_000_000)
        if seconds < 0 || (seconds == 0 && microseconds <= 0) { return Glibc.timeval(tv_sec: 0, tv_usec: 1) }
        return Glibc.timeval(tv_sec: Int(seconds), tv_usec: microseconds)
    }
}
