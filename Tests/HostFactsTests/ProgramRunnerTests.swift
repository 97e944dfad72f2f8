import AutomountResolver
import Foundation
import HostFacts
import ProcessTestSupport
import SystemFiles
import SystemPackage
import Testing

@Suite struct ProgramRunnerTests {
    /// Makes a root with one program in it.
    private static func with(
        _ script: String,
        mode: String = "0755",
        _ body: (_ root: String) async throws -> Void
    ) async throws {
        let root = FileManager.default.temporaryDirectory
            .appendingPathComponent("program-\(UUID().uuidString.prefix(8))").path
        defer { try? FileManager.default.removeItem(atPath: root) }
        try FileManager.default.createDirectory(atPath: root + "/home", withIntermediateDirectories: true)
        try Data(script.utf8).write(to: URL(fileURLWithPath: root + "/text"))
        // A file that this process wrote itself may still be open for writing in a child.
        let copy = ["install", "-m", mode, root + "/text", root + "/map"]
        let status = try await ChildProcess(copy, output: root + "/copied").ended()
        try #require(status == 0)
        try await body(root)
    }

    private static func run(
        below root: String,
        timeLimit: Duration = .seconds(60),
        key: String = "alice",
        directory: String = "/home",
        environment: [String: String] = [:]
    ) async throws -> ProgramRunner.Report {
        let runner = ProgramRunner(below: try RootDirectory(FilePath(root)), timeLimit: timeLimit)
        return await runner.run(
            ProgramRun(path: "/map", key: Array(key.utf8), directory: directory, environment: environment)
        )
    }

    private static func expect(
        _ script: String,
        mode: String = "0755",
        timeLimit: Duration = .seconds(60),
        is expected: ProgramOutcome
    ) async throws {
        try await with(script, mode: mode) { root in
            let report = try await run(below: root, timeLimit: timeLimit)
            #expect(report.outcome == expected)
        }
    }

    @Test(arguments: [
        ("echo \"$1 server:/$1\"", 0, "alice server:/alice\n"),
        ("echo some; exit 3", 3, "some\n"),
        ("kill -KILL $$", 137, ""),
        ("cat", 0, ""),
        ("echo ${#1}", 0, "5\n"),
        ("(sleep 0.2; echo later) &", 0, "later\n"),
        ("echo entry; exec >&- 2>&-; sleep 0.2; exit 4", 4, "entry\n"),
        ("printf '\\377\\000x'", 0, "\u{FFFD}\0x"),
    ])
    func `returns a program's complete output and exit status`(script: String, status: Int, output: String)
        async throws
    {
        try await Self.with("#!/bin/sh\n\(script)\n") { root in
            let outcome = try await Self.run(below: root).outcome
            guard case .exited(let ended, let bytes) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(ended == status)
            #expect(String(decoding: bytes, as: UTF8.self) == output)
        }
    }

    @Test(arguments: [
        "sleep 1000", "sleep 1000 & exit 0", "echo entry; sleep 1000 & exit 0", "trap '' TERM; sleep 1000",
    ])
    func `stops a hanging program together with its children`(
        script: String
    ) async throws {
        try await Self.with("#!/bin/sh\necho $$ > \"$0.group\"\n\(script)\n") { root in
            let report = try await Self.run(below: root, timeLimit: .milliseconds(400))
            #expect(report.outcome == .timedOut)
            let group = try String(contentsOfFile: root + "/map.group", encoding: .utf8)
            let number = try #require(Int32(group.trimmingCharacters(in: .whitespacesAndNewlines)))
            // A killed child disappears only when its new parent has reaped it.
            while kill(-number, 0) == 0 { try await Task.sleep(for: .milliseconds(5)) }
        }
    }

    @Test func `stops a program that writes without end`() async throws {
        try await Self.expect("#!/bin/sh\nexec head -c 100000000 /dev/zero\n", is: .tooMuchOutput)
        try await Self.expect("#!/bin/sh\nexec yes\n", is: .tooMuchOutput)
    }

    @Test func `keeps the entry and the first 4 KiB of standard error`() async throws {
        try await Self.with("#!/bin/sh\nhead -c 10000000 /dev/zero >&2\necho entry\n") { root in
            let report = try await Self.run(below: root)
            #expect(report.outcome == .exited(status: 0, output: Array("entry\n".utf8)))
            #expect(report.complaint.count == 4_096)
        }
    }

    @Test(arguments: [
        ("#!/bin/sh\necho entry\n", "0644", "the file is not executable"),
        ("#!/no/such/interpreter\n", "0755", "its interpreter is missing, or execution is forbidden there"),
        ("echo entry\n", "0755", "Exec format error"),
    ])
    func `explains why a program cannot be started`(text: String, mode: String, reason: String) async throws {
        try await Self.expect(text, mode: mode, is: .cannotRun(reason: reason))
    }

    @Test func `passes only automount's variables and a PATH to a program`() async throws {
        try await Self.with("#!/bin/sh\npwd -P\nexec env\n") { root in
            let report = try await Self.run(
                below: root,
                environment: ["AUTOFS_USER": "alice", "HOST": "client"]
            )
            guard case .exited(0, let output) = report.outcome else {
                Issue.record("\(report)")
                return
            }
            var lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
            #expect(lines.removeFirst() == root + "/home")
            let shells = ["PWD=", "OLDPWD=", "SHLVL=", "_="]
            lines.removeAll { line in shells.contains { line.hasPrefix($0) } }
            #expect(
                lines.sorted() == ["AUTOFS_USER=alice", "HOST=client", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]
            )
        }
    }

    @Test func `runs a program in the root when the mount point is missing`() async throws {
        try await Self.with("#!/bin/sh\nexec pwd -P\n") { root in
            let report = try await Self.run(below: root, directory: "/gone")
            #expect(report.outcome == .exited(status: 0, output: Array((root + "\n").utf8)))
        }
    }

    @Test func `does not follow a link to a program outside the root`() async throws {
        try await Self.with("#!/bin/sh\n") { root in
            try FileManager.default.removeItem(atPath: root + "/map")
            try FileManager.default.createSymbolicLink(
                atPath: root + "/map",
                withDestinationPath: "/bin/true"
            )
            let report = try await Self.run(below: root)
            #expect(report.outcome == .cannotRun(reason: "there is no such file"))
        }
    }
}
