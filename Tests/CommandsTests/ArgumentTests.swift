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

    @Test(arguments: [
        ("chekc", "check"), ("exprots", "exports"), ("synk", "sync"), ("resolv", "resolve"), ("hlep", nil),
    ])
    func `a misspelt command is named with the one that was meant`(typed: String, meant: String?) async throws
    {
        for arguments in [[typed], [typed, "--root", "/"], ["--root", "/", typed, "more"]] {
            let result = try await Autohome.run(arguments)
            #expect(result.status == 64, "\(result)")
            #expect(result.error.contains("\"\(typed)\" is not a command"), "\(result)")
            #expect(result.error.contains("did you mean") == (meant != nil), "\(result)")
            #expect(result.error.contains("did you mean \(meant ?? "")?") == (meant != nil), "\(result)")
            #expect(result.error.contains("plan, sync"), "\(result)")
        }
    }

    @Test func `takes global options before the command, after it, and among its own`() async throws {
        try await TemporaryRoot.with([
            "etc/auto.master": "/home /etc/auto.home\n", "etc/auto.home": "ann srv:/ann\n",
        ]) { root in
            let global = ["--root", root.path]
            for arguments in [
                global + ["resolve", "--all"], ["resolve"] + global + ["--all"],
                ["resolve", "--all"] + global,
                ["resolve", "--explain"] + global + ["/home/ann"],
            ] {
                let result = try await Autohome.run(arguments)
                #expect(result.status == 0, "\(arguments) \(result)")
            }
        }
    }

    @Test func `an unknown option is named with the one that was meant`() async throws {
        for arguments in [["check", "--rot", "/"], ["--rot", "/", "check"]] {
            let result = try await Autohome.run(arguments)
            #expect(result.status == 64 && result.error.contains("'--rot'"), "\(result)")
        }
    }

    @Test func `a root relative to the working directory is taken`() async throws {
        try await TemporaryRoot.with(["image/etc/exports": "/srv host (rw)\n"]) { root in
            for (directory, name) in [("image", "."), ("", "image"), ("image/etc", "..")] {
                let result = try await root.check(in: directory, ["--root", name])
                #expect(result.status == 1, "\(result)")
                #expect(result.output.contains("EXP003"), "\(result)")
            }
            let empty = try await root.check(in: "image", ["--root", ""])
            #expect(empty.status == 64 && empty.error.contains("--root is empty"), "\(empty)")
        }
    }

    @Test(arguments: [["check"], ["fmt"], ["check", "--as", "exports"]])
    func `a directory and a missing file are named as what they are`(command: [String]) async throws {
        try await TemporaryRoot.with(["etc/kept": ""]) { root in
            let directory = try await Autohome.run(command + [root.path + "/etc"])
            #expect(directory.status == 2 && directory.error.contains("this is a directory"), "\(directory)")
            let missing = try await Autohome.run(command + [root.path + "/nosuchfile"])
            #expect(missing.status == 2, "\(missing)")
            #expect(missing.error.contains("No such file or directory"), "\(missing)")
        }
    }

    @Test func `an empty root is not checked as if it were fine`() async throws {
        try await TemporaryRoot.with(["empty/kept": ""]) { root in
            let result = try await root.check(in: "", ["--root", "empty"])
            #expect(result.status == 2 && result.error.contains("nothing to check"), "\(result)")
        }
    }
}
