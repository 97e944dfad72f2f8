import Glibc
import Synchronization

/// A process that a fixture started, reaped once.
///
/// Foundation's `Process` is of no use for servers: it takes a child that closes inherited descriptors for one
/// that has ended, and then waits for it on the thread that serves all of them.
final class ChildProcess: Sendable {
    private let process: pid_t
    private let status = Mutex(Int32?.none)

    /// Why a process was of no use.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts a program, found by `PATH`, with no signal blocked.
    ///
    /// - Parameters:
    ///   - arguments: The program and its arguments.
    ///   - input: What it reads; nothing where nil.
    ///   - output: The file for what it prints, replaced.
    /// - Throws: When it cannot be started.
    init(_ arguments: [String], input: Int32? = nil, output: String) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var started: pid_t = 0
        let code = posix_spawnp(&started, arguments[0], &actions, &attributes, words, environ)
        guard code == 0 else {
            throw Failure(
                description: "\(arguments[0]) cannot be started: \(String(cString: strerror(code)))"
            )
        }
        process = started
    }

    /// The exit status, or 128 and the signal; nil while it runs.
    var exitStatus: Int32? {
        status.withLock { status in
            if let status { return status }
            var raw: Int32 = 0
            guard waitpid(process, &raw, WNOHANG) == process else { return nil }
            let signal = raw & 0x7f
            status = signal == 0 ? (raw >> 8) & 0xff : 128 + signal
            return status
        }
    }

    /// Waits for the end, whether or not the task is cancelled meanwhile.
    func ended() async -> Int32 {
        while true {
            if let exitStatus { return exitStatus }
            if Task.isCancelled { usleep(2000) } else { try? await Task.sleep(for: .milliseconds(2)) }
        }
    }

    /// Sends a signal, never to another process that got the same number.
    func signal(_ number: Int32) {
        status.withLock { status in
            if status == nil { _ = kill(process, number) }
        }
    }
}
