import Foundation
import Glibc

/// A TCP peer that answers every request it reads with the next bytes of a script, and then hangs up.
public final class ScriptedPeer: Sendable {
    /// The port at 127.0.0.1 it listens on.
    public let port: Int
    private let listener: Int32

    /// Listens on a free port, for one connection.
    ///
    /// - Parameter answers: What to send after the first read, the second, and so on; then it hangs up.
    /// - Throws: When there is no free port.
    public init(answers: [[UInt8]]) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        port = try SilentListener.listen(descriptor)
        listener = descriptor
        let thread = Thread { Self.serve(descriptor, answers) }
        thread.start()
    }

    deinit {
        // Wakes an accept that still waits; the thread closes the descriptor.
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private static func serve(_ listener: Int32, _ answers: [[UInt8]]) {
        let connection = accept(listener, nil, nil)
        close(listener)
        guard connection >= 0 else { return }
        var request = [UInt8](repeating: 0, count: 65_536)
        for answer in answers {
            guard recv(connection, &request, request.count, 0) > 0 else { break }
            guard send(connection, answer, answer.count, Int32(MSG_NOSIGNAL)) == answer.count else {
                break
            }
        }
        // A child started meanwhile may hold a copy, so closing alone would not hang up.
        shutdown(connection, Int32(SHUT_RDWR))
        close(connection)
    }
}
