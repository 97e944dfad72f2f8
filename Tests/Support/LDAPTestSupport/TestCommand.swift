import Foundation
import ProcessTestSupport

/// A command that a fixture needs done, such as slapadd.
struct TestCommand {
    let arguments: [String]

    /// Runs the command to its end; what it prints goes to a file, so that no pipe can fill up.
    ///
    /// - Parameter output: The file for its output, replaced.
    /// - Returns: The exit status.
    /// - Throws: When it cannot be started.
    func status(output: URL) async throws -> Int32 {
        await (try ChildProcess(arguments, output: output.path)).ended()
    }

    /// Runs the command and demands that it succeeds.
    func run(in directory: URL) async throws {
        let output = directory.appendingPathComponent("output-\(UUID().uuidString)")
        let status = try await status(output: output)
        guard status == 0 else {
            let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
            throw ChildProcess.Failure(
                description: "\(arguments.joined(separator: " ")) exited with \(status): \(text)"
            )
        }
    }
}
