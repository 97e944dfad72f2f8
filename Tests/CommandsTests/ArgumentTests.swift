import Foundation
import Testing

@Suite struct ArgumentTests {
    /// Runs the program where `/proc` is empty, as in a chroot without it.
    private func withoutProc(_ arguments: [String]) async throws -> Autohome.Result {
        let script = "mount -t tmpfs none /proc && exec \"$@\""
        return try await Autohome.run(
            command: ["unshare", "--mount", "sh", "-c", script, "sh", Autohome.path] + arguments
        )
    }

    @Test(
        arguments: [
            (["--nonsense"], 64), (["check", "/nonexistent/exports"], 2),
            (["sync", "--root", "/nonexistent"], 2),
            ([], 64),
            (["resolve"], 64), (["--version"], 0), (["check", "--help"], 0),
        ] as [([String], Int32)]
    )
    func `a command line means the same without proc`(arguments: [String], status: Int32) async throws {
        for result in [try await Autohome.run(arguments), try await withoutProc(arguments)] {
            #expect(result.status == status, "\(result)")
        }
    }

    @Test func `a file is checked without proc`() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "exports-\(UUID().uuidString)"
        )
        try Data("/srv/a *(rw,no_such_option)\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let result = try await withoutProc(["check", "--as", "exports", file.path])
        #expect(result.status == 1, "\(result)")
        #expect(result.output.contains("no_such_option"), "\(result)")
    }

    @Test(arguments: [[], ["--color", "never"]])
    func `a command line without a command is wrong usage`(arguments: [String]) async throws {
        let result = try await Autohome.run(arguments)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.error.contains("no command is given"), "\(result.error)")
    }
}
