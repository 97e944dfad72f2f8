import Foundation
import ProcessTestSupport
import Testing

/// The program under test, as its users run it.
struct Autohome {
    /// The result of a run.
    struct Result {
        let status: Int32
        let output: String
        let error: String

        /// The output as JSON.
        func json() throws -> [String: Any] {
            let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
            return try #require(value as? [String: Any])
        }
    }

    /// The path of the program, which the build puts beside the tests.
    static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("autohome").path

    /// Runs the program.
    static func run(_ arguments: [String]) async throws -> Result {
        try await run(command: [path] + arguments)
    }

    /// Runs any command; what it prints goes to files, so that no pipe can fill up.
    static func run(command: [String]) async throws -> Result {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("run-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let files = [directory.appendingPathComponent("output"), directory.appendingPathComponent("error")]
        let status = try await ChildProcess(command, output: files[0].path, errors: files[1].path).ended()
        let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Result(status: status, output: texts[0], error: texts[1])
    }
}
