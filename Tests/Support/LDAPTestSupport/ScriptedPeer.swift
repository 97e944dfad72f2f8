import Foundation
import Glibc
import Synchronization

/// A TCP server that answers each request with the next bytes of a script, and then closes the connection or falls silent.
public final class ScriptedPeer: Sendable {
    /// The port on 127.0.0.1 on which it listens.
    public let port: Int
    private let listener: Listener
    private let read = Received()

    /// What it read so far.
    public var received: [UInt8] { read.bytes.withLock { $0 } }

    /// Listens on a free port, for one connection.
    ///
    /// - Parameters:
    ///   - answers: What to send after the first read, the second, and so on.
    ///   - hangsUp: Whether it hangs up then; otherwise it reads on and says no more.
    /// - Throws: When there is no free port.
    public init(answers: [[UInt8]], hangsUp: Bool = true) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        port = try SilentListener.listen(descriptor)
        let listener = Listener(descriptor)
        self.listener = listener
        let thread = Thread { [read] in Self.serve(listener, answers, hangsUp, read) }
        thread.start()
    }

    deinit {
        listener.wake()
    }

    private static func serve(_ listener: Listener, _ answers: [[UInt8]], _ hangsUp: Bool, _ read: Received) {
        let connection = accept(listener.descriptor, nil, nil)
        listener.close()
        guard connection >= 0 else { return }
        var request = [UInt8](repeating: 0, count: 65_536)
        for answer in answers {
            let count = recv(connection, &request, request.count, 0)
            guard count > 0 else { break }
            read.bytes.withLock { [part = request.prefix(count)] in $0 += part }
            guard send(connection, answer, answer.count, Int32(MSG_NOSIGNAL)) == answer.count else {
                break
            }
        }
        if !hangsUp { while recv(connection, &request, request.count, 0) > 0 {} }
        // A child that was started meanwhile may have inherited the socket, so close(2) would not end the connection.
        shutdown(connection, Int32(SHUT_RDWR))
        Glibc.close(connection)
    }
}

/// The bytes that a peer read.
private final class Received: Sendable {
    let bytes = Mutex<[UInt8]>([])
}

/// A listening socket that one thread waits on and closes, and that another thread may wake.
private final class Listener: Sendable {
    let descriptor: Int32
    private let isOpen = Mutex(true)

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Ends an accept that still waits.
    ///
    /// It checks `isOpen` because the number of a closed socket may be reused.
    func wake() {
        isOpen.withLock { isOpen in
            if isOpen { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    func close() {
        isOpen.withLock { isOpen in
            isOpen = false
            Glibc.close(descriptor)
        }
    }
}
