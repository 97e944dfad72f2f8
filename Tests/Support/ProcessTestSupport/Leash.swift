import Glibc

/// A line to a helper that ends a server when told to, or when this process is no more.
public final class Leash: Sendable {
    /// The helper's end, to be passed on and closed by ``passedOn()``.
    public let helperEnd: Int32
    private let ourEnd: Int32

    /// Makes a line.
    public init() throws {
        var ends: [Int32] = [-1, -1]
        // Unlike pipe(2), it keeps children that are started meanwhile from holding it open.
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0
        else {
            throw ChildProcess.Failure(description: "no socket pair: \(String(cString: strerror(errno)))")
        }
        (helperEnd, ourEnd) = (ends[0], ends[1])
    }

    /// Closes the helper's end here, once the helper has it.
    public func passedOn() {
        close(helperEnd)
    }

    /// Says a word to the helper.
    public func say(_ word: String) {
        let line = Array("\(word)\n".utf8)
        _ = send(ourEnd, line, line.count, Int32(MSG_NOSIGNAL))
    }

    deinit {
        close(ourEnd)
    }
}
