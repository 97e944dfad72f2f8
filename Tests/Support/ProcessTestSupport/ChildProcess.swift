import Glibc
import Synchronization

/// A child process of a test, which is reaped exactly once.
///
/// Foundation's `Process` does not work for servers: if a child closes its inherited descriptors, `Process` assumes
/// that it has ended, and then waits for it on the thread that serves all processes.
public final class ChildProcess: Sendable {
    /// The process ID.
    public let identifier: Int32
    private let status = Mutex(Int32?.none)

    /// The error when a process fails.
    public struct Failure: Error, CustomStringConvertible {
        /// The process and the reason.
        public let description: String

        /// Creates an error with its description.
        public init(description: String) {
            self.description = description
        }
    }

    /// Starts a program from `PATH`, with no signal blocked.
    ///
    /// - Parameters:
    ///   - arguments: The program and its arguments.
    ///   - environment: All variables as `name=value`; nil for those of this process.
    ///   - directory: The working directory; nil for that of this process.
    ///   - input: The descriptor for standard input; nil for no input.
    ///   - output: The file for standard output; it is overwritten.
    ///   - errors: The file for standard error, which is overwritten; nil for the same file as output.
    /// - Throws: If the program cannot be started.
    public init(
        _ arguments: [String],
        environment: [String]? = nil,
        directory: String? = nil,
        input: Int32? = nil,
        output: String,
        errors: String? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        let replaced = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 1, output, replaced, 0o600)
        if let errors {
            posix_spawn_file_actions_addopen(&actions, 2, errors, replaced, 0o600)
        } else {
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        // The Glibc module hides posix_spawn_file_actions_addchdir_np(3), so env(1) changes the directory.
        let arguments = (directory.map { ["env", "-C", $0] } ?? []) + arguments
        var started: pid_t = 0
        let code = Self.withStrings(arguments) { words in
            guard let environment else {
                return posix_spawnp(&started, arguments[0], &actions, &attributes, words, environ)
            }
            return Self.withStrings(environment) { variables in
                posix_spawnp(&started, arguments[0], &actions, &attributes, words, variables)
            }
        }
        guard code == 0 else {
            throw Failure(
                description: "\(arguments[0]) cannot be started: \(String(cString: strerror(code)))"
            )
        }
        identifier = started
    }

    /// The exit status, or 128 plus the signal; nil while the process runs.
    public var exitStatus: Int32? {
        status.withLock { status in
            if let status { return status }
            var raw: Int32 = 0
            guard waitpid(identifier, &raw, WNOHANG) == identifier else { return nil }
            let signal = raw & 0x7f
            status = signal == 0 ? (raw >> 8) & 0xff : 128 + signal
            return status
        }
    }

    /// Waits for the end of the process, even if the task is cancelled.
    public func ended() async -> Int32 {
        while true {
            if let exitStatus { return exitStatus }
            if Task.isCancelled { usleep(2000) } else { try? await Task.sleep(for: .milliseconds(2)) }
        }
    }

    /// Sends a signal, but never to another process that has reused the process ID.
    public func signal(_ number: Int32) {
        status.withLock { status in
            if status == nil { _ = kill(identifier, number) }
        }
    }

    /// Blocks the thread until the process ends.
    public func waitUntilEnded() -> Int32 {
        while true {
            if let exitStatus { return exitStatus }
            usleep(2_000)
        }
    }

    private static func withStrings(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
    ) -> Int32 {
        let copies: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
