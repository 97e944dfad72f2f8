import Foundation

/// A command that a fixture needs done, such as slapadd.
struct TestCommand {
    let arguments: [String]

    /// Why a command was of no use.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs the command to its end; what it prints goes to a file, so that no pipe can fill up.
    ///
    /// - Parameter output: The file for its output, replaced.
    /// - Returns: The exit status.
    /// - Throws: When it cannot be started.
    func status(output: URL) async throws -> Int32 {
        try Data().write(to: output)
        let sink = try FileHandle(forWritingTo: output)
        defer { try? sink.close() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = sink
        process.standardError = sink
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        return process.terminationStatus
    }

    /// Runs the command and demands that it succeeds.
    func run(in directory: URL) async throws {
        let output = directory.appendingPathComponent("output-\(UUID().uuidString)")
        let status = try await status(output: output)
        guard status == 0 else {
            let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
            throw Failure(description: "\(arguments.joined(separator: " ")) exited with \(status): \(text)")
        }
    }
}
