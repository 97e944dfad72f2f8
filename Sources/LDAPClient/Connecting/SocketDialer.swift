import Glibc

/// Connects non-blocking sockets within a time limit, and stops when the task is cancelled.
///
/// libldap could connect by itself, but it cannot be interrupted, and does not distinguish an unreachable server from a
/// failed handshake.
struct SocketDialer {
    /// The time limit for each address of a host.
    let limit: Duration
    /// How long a dead server may go unnoticed afterwards.
    let keepAlive: Duration

    /// Why a connection failed.
    enum Failure: Error {
        case unreachable(String)
        case timedOut(String)
        case cancelled
    }

    /// Connects to the first address of a server that accepts the connection.
    func dial(_ address: LDAPAddress) throws(Failure) -> Socket {
        switch address.transport {
        case .tcp(let host, let port): try dial(host: host, port: port)
        case .local(let path): try dial(path: path)
        }
    }

    private func dial(host: String, port: Int) throws(Failure) -> Socket {
        let addresses = try look(up: host, port: port)
        defer { freeaddrinfo(addresses) }
        var failure = Failure.unreachable("the name has no address")
        var next: UnsafeMutablePointer<addrinfo>? = addresses
        while let candidate = next {
            do {
                let socket = try connect(candidate.pointee.ai_family) {
                    Glibc.connect($0, candidate.pointee.ai_addr, candidate.pointee.ai_addrlen)
                }
                socket.keepAlive(within: keepAlive)
                return socket
            } catch .cancelled {
                throw .cancelled
            } catch {
                failure = error
            }
            next = candidate.pointee.ai_next
        }
        throw failure
    }

    private func look(up host: String, port: Int) throws(Failure) -> UnsafeMutablePointer<addrinfo> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &found)
        guard status == 0, let found else {
            throw .unreachable("the name cannot be resolved: \(String(cString: gai_strerror(status)))")
        }
        return found
    }

    private func dial(path: String) throws(Failure) -> Socket {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < capacity else {
            throw .unreachable("the path of the socket is longer than \(capacity - 1) bytes")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        return try connect(AF_UNIX) { descriptor in
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(descriptor, $0, size)
                }
            }
        }
    }

    private func connect(_ family: Int32, with call: (Int32) -> Int32) throws(Failure) -> Socket {
        guard let socket = Socket(family: family) else { throw .unreachable(systemMessage(errno)) }
        if call(socket.descriptor) != 0 {
            // A local socket with a full backlog returns EAGAIN, and poll(2) cannot wait for it. So it counts as
            // unreachable.
            guard errno == EINPROGRESS || errno == EINTR else { throw .unreachable(systemMessage(errno)) }
            try awaitConnection(of: socket)
        }
        return socket
    }

    private func awaitConnection(of socket: borrowing Socket) throws(Failure) {
        let deadline = ContinuousClock.now + limit
        while true {
            if Task.isCancelled { throw .cancelled }
            let left = deadline - .now
            guard left > .zero else { throw .timedOut("no answer within \(limit)") }
            var waiting = pollfd(fd: socket.descriptor, events: Int16(POLLOUT), revents: 0)
            let slice = min(left, waitingSlice)
            let time = slice.timeval
            guard poll(&waiting, 1, Int32(time.tv_sec * 1000 + time.tv_usec / 1000 + 1)) > 0 else { continue }
            var status: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(socket.descriptor, SOL_SOCKET, SO_ERROR, &status, &size)
            if status == 0 { return }
            throw .unreachable(systemMessage(status))
        }
    }
}

/// How often a wait checks whether the task was cancelled.
let waitingSlice = Duration.milliseconds(100)

/// The system's message for an error number.
func systemMessage(_ number: Int32) -> String {
    String(cString: strerror(number))
}
