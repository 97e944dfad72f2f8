import Foundation
import ProcessTestSupport

/// The process of a server in a temporary directory.
///
/// A helper shell waits for the test and kills the server even if the test process dies.
final class ServerProcess: Sendable {
    private let directory: ServerDirectory
    private let process: ChildProcess
    private let leash: Leash

    /// Starts a server that stays in the foreground.
    ///
    /// - Parameters:
    ///   - arguments: The program and its arguments.
    ///   - directory: The working directory, which also gets the output as `log`.
    ///   - environment: Variables beside those of this process.
    /// - Throws: If the program cannot be started.
    init(
        _ arguments: [String],
        in directory: ServerDirectory,
        environment: [String: String] = [:]
    ) throws {
        let script = """
            cd "$1" && shift || exit 1
            exec 3<&0
            (read -r line <&3; test "$line" = ended || kill -KILL $$) &
            exec "$@" 3<&- </dev/null
            """
        self.directory = directory
        let leash = try Leash()
        defer { leash.closeHelperEnd() }
        self.leash = leash
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process = try ChildProcess(
            ["/bin/sh", "-c", script, "sh", directory.path] + arguments,
            environment: variables.map { "\($0)=\($1)" },
            input: leash.helperEnd,
            output: directory.path("log")
        )
    }

    /// What the server has printed.
    var log: String { directory.read("log") }

    /// Waits until the server answers at a URI; false if it ends instead.
    func answers(at uri: String) async throws -> Bool {
        let command = TestCommand(arguments: ["ldapwhoami", "-x", "-H", uri, "-o", "nettimeout=5"])
        let deadline = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < deadline {
            let status = try await command.status(output: directory.url.appendingPathComponent("whoami"))
            // Any answer counts, because a test may have forbidden this bind.
            if status == 0 || !directory.read("whoami").contains("Can't contact LDAP server") { return true }
            if process.exitStatus != nil { return false }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// Sends a signal, but never to another process that has reused the process ID.
    func signal(_ number: Int32) {
        process.signal(number)
    }

    /// Ends the server and waits for its end.
    ///
    /// - Parameter signal: SIGTERM if the server should write what it still has in memory.
    func stop(by signal: Int32 = SIGKILL) async {
        process.signal(signal)
        _ = await process.ended()
        // Otherwise the helper would kill a process that has reused the server's process ID.
        leash.send("ended")
    }
}
