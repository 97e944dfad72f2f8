import Glibc
import ProcessTestSupport

/// A TCP socket that accepts connections and never answers; it also finds free ports.
public final class SilentListener: Sendable {
    private let descriptor: Int32
    /// The port on 127.0.0.1 on which it listens.
    public let port: Int

    /// Listens on a free port.
    public init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        port = try Self.listen(descriptor)
    }

    static func listen(_ descriptor: Int32) throws -> Int {
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                bind(descriptor, name, size) | Glibc.listen(descriptor, 16)
                    | getsockname(descriptor, name, &size)
            }
        }
        guard descriptor >= 0, status == 0 else {
            throw ChildProcess.Failure(description: "no free port: \(String(cString: strerror(errno)))")
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    deinit {
        close(descriptor)
    }

    /// Whether something on 127.0.0.1 accepts connections to a port.
    static func accepts(_ port: Int) throws -> Bool {
        guard let connection = try connection(to: port) else { return false }
        close(connection)
        return true
    }

    /// A connection to a port on 127.0.0.1, which the caller must close; nil if nothing accepts it.
    static func connection(to port: Int) throws -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else {
            throw ChildProcess.Failure(description: "no socket: \(String(cString: strerror(errno)))")
        }
        var address = loopback(port)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// The address of a port on 127.0.0.1.
    static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        return address
    }

    /// A port that was free a moment ago.
    public static func freePort() throws -> Int {
        try SilentListener().port
    }
}
