import Dispatch
import Glibc
import Synchronization

/// Forwards connections to a port, and cuts them whenever a test wants.
///
/// Each connection may also have a limit, after which it is cut in the middle of a message.
public final class CuttingProxy: Sendable {
    private struct State {
        var descriptors: Set<Int32> = []
        var limit = Int.max
    }

    /// The port on which it listens, on 127.0.0.1.
    public let port: Int
    private let target: Int
    private let listener: Int32
    private let state = Mutex(State())

    /// Starts a proxy for a port on 127.0.0.1.
    public init(to target: Int) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        port = try SilentListener.listen(listener)
        self.target = target
        DispatchQueue(label: "proxy.accept").async { [self] in accept() }
    }

    /// Cuts all connections; each later one is cut when the server has sent more than a limit.
    ///
    /// - Parameter limit: The limit in bytes.
    public func cut(thenAfter limit: Int = .max) {
        state.withLock { state in
            state.limit = limit
            for descriptor in state.descriptors { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    /// Ends the proxy with all connections.
    public func close() {
        cut()
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else { break }
            guard let server = try? SilentListener.connection(to: target) else {
                Glibc.close(client)
                continue
            }
            let limit = state.withLock { state in
                state.descriptors.formUnion([client, server])
                return state.limit
            }
            let halves = DispatchGroup()
            forward(from: client, to: server, limit: .max, halves)
            forward(from: server, to: client, limit: limit, halves)
            halves.notify(queue: .global()) { [self] in
                state.withLock { state in
                    state.descriptors.subtract([client, server])
                    Glibc.close(client)
                    Glibc.close(server)
                }
            }
        }
        Glibc.close(listener)
    }

    private func forward(from source: Int32, to sink: Int32, limit: Int, _ group: DispatchGroup) {
        DispatchQueue(label: "proxy.forward").async(group: group) {
            var buffer = [UInt8](repeating: 0, count: 16_384)
            var left = limit
            while left > 0 {
                let count = min(read(source, &buffer, buffer.count), left)
                guard count > 0 else { break }
                left -= count
                var sent = 0
                while sent < count {
                    let written = buffer.withUnsafeBytes {
                        send(
                            sink,
                            $0.baseAddress?.advanced(by: sent),
                            count - sent,
                            Int32(MSG_NOSIGNAL)
                        )
                    }
                    guard written > 0 else { break }
                    sent += written
                }
                if sent < count { break }
            }
            shutdown(source, Int32(SHUT_RDWR))
            shutdown(sink, Int32(SHUT_RDWR))
        }
    }
}
