import Glibc
import ProcessTestSupport

/// A TCP socket whose queue of connections is full, so that the kernel answers no new one.
public final class FullListener: Sendable {
    private let descriptors: [Int32]
    /// The port on 127.0.0.1.
    public let port: Int

    /// Listens on a free port, and fills the queue.
    public init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        port = try SilentListener.listen(listener)
        // The kernel shortens the queue when listen(2) is called again; it always takes one connection more.
        guard Glibc.listen(listener, 0) == 0 else {
            throw ChildProcess.Failure(description: "no queue: \(String(cString: strerror(errno)))")
        }
        var address = SilentListener.loopback(port)
        var descriptors = [listener]
        let type =
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        for _ in 0..<4 {
            let descriptor = socket(AF_INET, type, 0)
            _ = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            descriptors.append(descriptor)
        }
        self.descriptors = descriptors
    }

    deinit {
        for descriptor in descriptors { close(descriptor) }
    }
}
