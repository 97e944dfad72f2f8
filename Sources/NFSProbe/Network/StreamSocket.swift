import CTIRPC
import Glibc

/// A TCP connection: the single owner of its descriptor, which is closed exactly once.
///
/// The descriptor is non-blocking. Every wait ends at the deadline, or when the probe is interrupted.
struct StreamSocket: ~Copyable {
    private let descriptor: CInt
    private let endpoint: Endpoint
    private let deadline: ContinuousClock.Instant
    private let run: ProbeRun

    /// Connects, from a port below 1024 if requested and permitted.
    static func connect(
        to endpoint: Endpoint,
        fromReservedPort: Bool,
        deadline: ContinuousClock.Instant,
        run: ProbeRun
    ) throws(ProbeError) -> StreamSocket {
        let kind = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue) | CInt(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(endpoint.address.family, kind, 0)
        guard descriptor >= 0 else {
            throw endpoint.failure(.noResources, "this machine could not open a socket (\(text(errno)))")
        }
        let connection = StreamSocket(
            descriptor: descriptor,
            endpoint: endpoint,
            deadline: deadline,
            run: run
        )
        try run.adopt(descriptor)
        if fromReservedPort { connection.bindToReservedPort() }
        try connection.connect()
        return connection
    }

    deinit {
        run.release(descriptor)
        close(descriptor)
    }

    /// Sends all bytes.
    func send(_ bytes: [UInt8]) throws(ProbeError) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            if count >= 0 { sent += count } else { try waitAfterFailure(errno, for: POLLOUT) }
        }
    }

    /// Receives the available bytes, at least one.
    func receive(into room: UnsafeMutableRawBufferPointer) throws(ProbeError) -> Int {
        while true {
            try checkDeadline()
            let count = recv(descriptor, room.baseAddress, room.count, 0)
            if count > 0 { return count }
            guard count < 0 else {
                try run.checkInterruption()
                throw endpoint.failure(
                    .unreachable,
                    "the server closed the connection before its answer was complete"
                )
            }
            try waitAfterFailure(errno, for: POLLIN)
        }
    }

    private func connect() throws(ProbeError) {
        let status = endpoint.address.withSocketAddress(port: endpoint.port) {
            Glibc.connect(descriptor, $0, $1)
        }
        guard status != 0 else { return }
        let reason = errno
        guard reason == EINPROGRESS || reason == EINTR else { throw connectionFailure(reason) }
        try wait(for: POLLOUT)
        var outcome: CInt = 0
        var length = socklen_t(MemoryLayout<CInt>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &outcome, &length)
        guard outcome == 0 else { throw connectionFailure(outcome) }
    }

    /// Binds to a port below 1024, because some servers answer only those; if that is not permitted, any port is used.
    ///
    /// Only about 400 such ports are available, and the NFS mounts of this machine need them too. So the connection is
    /// reset when it is closed, which avoids that each probe leaves a port in TIME_WAIT.
    private func bindToReservedPort() {
        guard CTIRPC_bind_reserved_port(descriptor) == 0 else { return }
        var reset = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &reset, socklen_t(MemoryLayout<linger>.size))
    }

    private func waitAfterFailure(_ reason: CInt, for events: CInt) throws(ProbeError) {
        switch reason {
        case EINTR: return
        case EAGAIN: try wait(for: events)
        default:
            try run.checkInterruption()
            throw endpoint.failure(.unreachable, "the connection broke (\(Self.text(reason)))")
        }
    }

    private func wait(for events: CInt) throws(ProbeError) {
        var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        while true {
            try checkDeadline()
            let left = ContinuousClock.now.duration(to: deadline)
            // Round up, or the loop would spin during the last millisecond before the deadline.
            let milliseconds = min(left / .milliseconds(1), 60_000) + 1
            guard poll(&entry, 1, CInt(max(milliseconds, 1))) > 0 else { continue }
            try run.checkInterruption()
            return
        }
    }

    private func checkDeadline() throws(ProbeError) {
        try run.checkInterruption()
        guard ContinuousClock.now < deadline else {
            throw endpoint.failure(
                .timedOut,
                "no complete answer in time: check that the server is up and no firewall drops this port"
            )
        }
    }

    private func connectionFailure(_ reason: CInt) -> ProbeError {
        switch reason {
        case ECONNREFUSED:
            endpoint.failure(
                .refused,
                endpoint.step == .rpcbind
                    ? "nothing listens there: a server for NFSv4 only needs no rpcbind; otherwise start it, "
                        + "or give the port of mountd"
                    : "nothing listens there: start mountd, or correct its port"
            )
        case ETIMEDOUT:
            endpoint.failure(.timedOut, "the host does not answer: check that no firewall drops this port")
        default:
            endpoint.failure(.unreachable, "cannot connect (\(Self.text(reason)))")
        }
    }

    private static func text(_ reason: CInt) -> String {
        var room = [CChar](repeating: 0, count: 128)
        guard strerror_r(reason, &room, room.count) == 0 else { return "error \(reason)" }
        return String(decoding: room.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
