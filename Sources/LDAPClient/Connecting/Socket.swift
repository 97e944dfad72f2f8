import Glibc

/// A socket that is closed exactly once, unless it is handed on.
struct Socket: ~Copyable {
    let descriptor: Int32

    /// Opens a stream socket that does not block and is not inherited; nil with errno set where it cannot.
    init?(family: Int32) {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        descriptor = socket(family, type, 0)
        if descriptor < 0 { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// Gives the descriptor to a new owner, who closes it.
    consuming func release() -> Int32 {
        let released = descriptor
        discard self
        return released
    }

    /// Sets an option; one that the system does not know is left, as each only adds to safety.
    func set(_ level: Int32, _ option: Int32, to value: Int32) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Finds a peer dead that neither answers nor closes, within about two minutes.
    func keepAlive() {
        set(SOL_SOCKET, SO_KEEPALIVE, to: 1)
        set(Int32(IPPROTO_TCP), TCP_KEEPIDLE, to: 60)
        set(Int32(IPPROTO_TCP), TCP_KEEPINTVL, to: 15)
        set(Int32(IPPROTO_TCP), TCP_KEEPCNT, to: 4)
        set(Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, to: 120_000)
        set(Int32(IPPROTO_TCP), TCP_NODELAY, to: 1)
    }
}

/// Lets reads and writes on a socket wait, or never wait.
func setBlocking(_ isBlocking: Bool, descriptor: Int32) {
    let flags = fcntl(descriptor, F_GETFL)
    _ = fcntl(descriptor, F_SETFL, isBlocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK)
}

extension Duration {
    /// The same time as C has it, at least a microsecond, for zero often means for ever there.
    var timeval: timeval {
        let (seconds, attoseconds) = components
        let microseconds = Int(attoseconds / 1_000_000_000_000)
        if seconds < 0 || (seconds == 0 && microseconds <= 0) { return Glibc.timeval(tv_sec: 0, tv_usec: 1) }
        return Glibc.timeval(tv_sec: Int(seconds), tv_usec: microseconds)
    }
}
