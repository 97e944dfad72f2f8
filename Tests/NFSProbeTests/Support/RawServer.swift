import Foundation
import Glibc
import Synchronization

/// A TCP server on a random loopback port, which runs a script for each connection.
///
/// It serves one connection after the other on its own thread, until `stop()`.
final class RawServer: Sendable {
    let port: UInt16
    /// One element for each conversation that has ended.
    let ended: AsyncStream<Void>
    private let listener: CInt

    init(_ script: @escaping @Sendable (RawConnection) -> Void) throws {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) | listen(descriptor, 512) | getsockname(descriptor, $0, &length)
            }
        }
        guard status == 0 else {
            close(descriptor)
            throw POSIXError(.EADDRNOTAVAIL)
        }
        listener = descriptor
        port = UInt16(bigEndian: address.sin_port)
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        ended = stream
        Thread.detachNewThread {
            while case let accepted = accept(descriptor, nil, nil), accepted >= 0 {
                script(RawConnection(descriptor: accepted))
                close(accepted)
                continuation.yield()
            }
            close(descriptor)
            continuation.finish()
        }
    }

    /// Stops accepting connections.
    func stop() {
        shutdown(listener, CInt(SHUT_RDWR))
    }

    /// Waits until both sides have ended a conversation.
    func conversationEnded() async {
        for await _ in ended { return }
    }

    /// Runs a body with a server, and stops the server in any case.
    static func serving<Value>(
        _ script: @escaping @Sendable (RawConnection) -> Void,
        _ body: (RawServer) async throws -> Value
    ) async throws -> Value {
        let server = try RawServer(script)
        defer { server.stop() }
        return try await body(server)
    }
}

/// The server's side of one connection.
struct RawConnection: Sendable {
    let descriptor: CInt

    /// The client's port.
    var clientPort: UInt16 {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &length) }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    /// Reads one call; nil if the client has disconnected.
    func call() -> (number: UInt32, version: UInt32)? {
        guard let mark = read(4), let body = read(Int(word(mark) & 0x7FFF_FFFF)) else { return nil }
        return (word(Array(body[0..<4])), word(Array(body[16..<20])))
    }

    /// Sends bytes; false if the client has disconnected.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Sends the same bytes until the client disconnects.
    func sendForEver(_ bytes: [UInt8]) {
        while send(bytes) {}
    }

    /// Ends the connection from this side.
    func end() {
        shutdown(descriptor, CInt(SHUT_RDWR))
    }

    /// Waits for a millisecond.
    func rest() {
        usleep(1000)
    }

    /// Waits until the client disconnects.
    func waitForEnd() {
        while read(1) != nil {}
    }

    private func read(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let received = recv(descriptor, &bytes, count, CInt(MSG_WAITALL))
        return received == count ? bytes : nil
    }

    private func word(_ bytes: [UInt8]) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }
}
