import Foundation
import ProcessTestSupport

/// A command that a fixture runs, such as slapadd.
struct TestCommand {
    let arguments: [String]

    /// Runs the command to its end.
    ///
    /// The output goes to a file, because a pipe could fill up.
    ///
    /// - Parameter output: The file for the output; it is overwritten.
    /// - Returns: The exit status.
    /// - Throws: If the command cannot be started.
    func status(output: URL) async throws -> Int32 {
        await (try ChildProcess(arguments, output: output.path)).ended()
    }

    /// Runs the command and throws if it fails.
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
