import Testing

@Suite struct ArgumentTests {
    /// Runs the program where `/proc` is empty, as in a chroot without it.
    private func withoutProc(_ arguments: [String]) async throws -> Autohome.Result {
        let script = "mount -t tmpfs none /proc && exec \"$@\""
        return try await Autohome.run(
            command: ["unshare", "--mount", "sh", "-c", script, "sh", Autohome.path] + arguments
        )
    }

    // Dispatch traps at random without /proc, so one run shows little.
    @Test(arguments: [
        [], ["--nonsense"], ["--version"], ["sync", "--root", "/nonexistent"],
        ["check", "/nonexistent/exports"],
    ])
    func `ends with status 2 and one line without proc, whatever the arguments`(arguments: [String])
        async throws
    {
        for _ in 0..<10 {
            let result = try await withoutProc(arguments)
            #expect(result.status == 2, "\(result)")
            #expect(result.output.isEmpty)
            #expect(result.error.hasPrefix("autohome: error: cannot read /proc"))
            #expect(result.error.split(separator: "\n").count == 1)
        }
    }

    @Test(arguments: [[], ["--color", "never"]])
    func `a command line without a command is wrong usage`(arguments: [String]) async throws {
        let result = try await Autohome.run(arguments)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.error.contains("no command is given"), "\(result.error)")
    }
}
