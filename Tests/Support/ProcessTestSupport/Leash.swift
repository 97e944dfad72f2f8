import Glibc

/// A connection to a helper that ends a server on request, or when this process dies.
public final class Leash: Sendable {
    /// The helper's end; after passing it to the helper, call ``closeHelperEnd()`` to close it here.
    public let helperEnd: Int32
    private let ourEnd: Int32

    /// Creates the connection.
    public init() throws {
        var ends: [Int32] = [-1, -1]
        // SOCK_CLOEXEC prevents children that are started meanwhile from keeping it open.
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0
        else {
            throw ChildProcess.Failure(description: "no socket pair: \(String(cString: strerror(errno)))")
        }
        (helperEnd, ourEnd) = (ends[0], ends[1])
    }

    /// Closes the helper's end in this process once the helper has it.
    public func closeHelperEnd() {
        close(helperEnd)
    }

    /// Sends a line to the helper.
    public func send(_ word: String) {
        let line = Array("\(word)\n".utf8)
        _ = Glibc.send(ourEnd, line, line.count, Int32(MSG_NOSIGNAL))
    }

    deinit {
        close(ourEnd)
    }
}
