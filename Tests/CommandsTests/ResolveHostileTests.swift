import Foundation
import Testing

@Suite struct ResolveHostileTests {
    private static let files = [
        "etc/auto.master": "/home /etc/auto.home\n/p program:/etc/auto.prog\n",
        "etc/auto.home": "alice server:/export/&\n* server:/home/&\n",
    ]

    private static func with(
        _ changes: [String: String] = [:],
        _ body: (_ root: TemporaryRoot) async throws -> Void
    ) async throws {
        try await TemporaryRoot.with(files.merging(changes) { $1 }, body)
    }

    private static func resolve(_ root: TemporaryRoot, _ arguments: String...) async throws -> Autohome.Result
    {
        try await Autohome.run(["resolve", "--root", root.path] + arguments)
    }

    /// Replaces a file by a named pipe, a directory or a link to itself.
    private static func replace(_ path: String, with kind: String) async throws {
        let script =
            "rm -rf \"$1\"; case $0 in fifo) mkfifo \"$1\";; directory) mkdir \"$1\";; loop) ln -s \"${1##*/}\" \"$1\";; esac"
        let result = try await Autohome.run(command: ["sh", "-c", script, kind, path])
        try #require(result.status == 0)
    }

    @Test(
        arguments: ["fifo", "directory", "loop"],
        ["etc/auto.master", "etc/auto.home", "etc/hosts", "etc/passwd", "etc/autofs.conf"]
    )
    func `reports a pipe, directory or link loop in the place of a file without blocking`(
        kind: String,
        name: String
    ) async throws {
        try await Self.with { root in
            try await Self.replace("\(root.path)/\(name)", with: kind)
            let result = try await Self.resolve(root, "/home/alice", "--user", "root")
            switch name {
            case "etc/auto.master", "etc/auto.home":
                #expect(result.status == 1, "\(result)")
                #expect(result.output.contains("cannot be read"), "\(result)")
            case "etc/autofs.conf":
                #expect(result.status == 0, "\(result)")
            default:
                #expect(result.status == 2, "\(result)")
                #expect(result.error.contains(name), "\(result)")
                // Accounts that cannot be read must not pass for an empty list.
                #expect(try await Self.resolve(root, "/home/alice").status == 2)
            }
        }
    }

    @Test func `limits the memory of 880 offsets that repeat long options`() async throws {
        // Without sharing, each offset would hold a copy of more than a megabyte.
        let offsets = (0..<880).map { " /\(String($0, radix: 16)) -a s:/" }.joined()
        let entry = "* -" + String(repeating: "&", count: 5_500) + offsets + "\n"
        try await Self.with(["etc/auto.home": entry]) { root in
            let path = "/home/" + String(repeating: "k", count: 250) + "/none"
            let command = ["sh", "-c", "ulimit -v 1000000; exec \"$@\"", "sh", Autohome.path]
            let result = try await Autohome.run(command: command + ["resolve", "--root", root.path, path])
            #expect(result.status == 1, "\(result.error.prefix(200))")
        }
    }

    @Test(arguments: ["fifo", "directory", "loop"])
    func `fails when a file on the command line is not a regular file`(kind: String) async throws {
        try await Self.with { root in
            let path = "\(root.path)/given"
            try await Self.replace(path, with: kind)
            for arguments in [
                ["/home/a", "--facts"], ["--all", "--ldif"], ["/home/a", "--program-output"],
            ] {
                let result = try await Autohome.run(["resolve", "--root", root.path] + arguments + [path])
                #expect(result.status == 2, "\(arguments) \(result)")
                #expect(result.error.contains(path), "\(result)")
            }
        }
    }

    @Test(arguments: [
        ("/home/alice", "server:/export/alice"), ("//home/../home/alice/.", "server:/export/alice"),
        ("/home/./bob//", "server:/home/bob"), ("/home/\u{1B}[31mx", "server:/home/"),
    ]) func `normalises a path as the kernel does`(path: String, source: String) async throws {
        try await Self.with { root in
            let result = try await Self.resolve(root, path)
            #expect(result.status == 0, "\(result)")
            #expect(result.output.contains(source))
            #expect(!result.output.contains("\u{1B}"))
        }
    }

    @Test func `prints a mount command that can be pasted into a shell`() async throws {
        let path = "/it's\u{7} \\1\u{202E}é"
        try await Self.with(["etc/auto.home": "* \"server:\(path)\"\n"]) { root in
            let result = try await Self.resolve(root, "/home/alice", "--explain")
            let call = try #require(result.output.split(separator: "\n").last { $0.hasPrefix("mount ") })
            #expect(!call.contains("\u{7}") && !call.contains("\u{202E}"))
            let words = "printf '%s|' " + call.dropFirst("mount ".count)
            let shell = try await Autohome.run(command: ["bash", "-c", words])
            let json = try await Self.resolve(root, "/home/alice", "--format", "json").json()
            let mounts = try #require(json["mounts"] as? [[String: Any]])
            let source = try #require(mounts.first?["source"] as? String)
            #expect(source.contains("\u{7}"))
            #expect(shell.output == "-t|nfs|\(source)|/home/alice|")
        }
    }

    @Test func `resolves an LDAP key that is not UTF-8`() async throws {
        let ldif = """
            dn: automountMapName=auto.home,dc=x
            objectClass: automountMap
            automountMapName: auto.home

            dn: automountKey=a,automountMapName=auto.home,dc=x
            objectClass: automount
            automountKey:: YWz/aWNl
            automountInformation: server:/srv/one


            """
        let files = [
            "etc/auto.master": "/home ldap:automountMapName=auto.home,dc=x\n",
            "etc/autofs.conf": "[ autofs ]\nldap_uri = ldap://192.0.2.1\n", "maps.ldif": ldif,
        ]
        try await Self.with(files) { root in
            let result = try await Self.resolve(root, "--all", "--ldif", root.path + "/maps.ldif")
            #expect(result.status == 0, "\(result)")
            #expect(result.output.contains("1 of 1 keys are served"), "\(result)")
        }
    }

    @Test func `finds no key for a name of 10,000 bytes`() async throws {
        let long = String(repeating: "k", count: 10_000)
        try await Self.with { root in
            for target in [long, "/home/\(long)"] {
                let result = try await Self.resolve(root, target)
                #expect(result.status == 1, "\(result)")
                #expect(result.output.contains("no-such-key"))
                #expect(result.output.utf8.count < 30_000)
            }
        }
    }

    @Test func `rejects an argument that is not UTF-8`() async throws {
        try await Self.with { root in
            let script = "exec \"$0\" resolve --root \"$1\" \"$(printf '/home/\\377')\""
            let result = try await Autohome.run(command: ["sh", "-c", script, Autohome.path, root.path])
            #expect(result.status == 64)
            #expect(result.error.contains("is not UTF-8"), "\(result)")
        }
    }

    @Test(arguments: [
        ("sleep 1000", 2, "did not end in time"), ("exec head -c 100000000 /dev/zero", 2, "writes too much"),
        ("sleep 1000 & exit 0", 2, "did not end in time"),
        ("echo server:/p; exit 3", 1, "ends with status 3"),
        ("echo \"server:/p/$1\"", 0, "server:/p/alice"),
        ("echo complaint >&2; echo server:/x", 0, "server:/x"),
    ]) func `stops a program map at its time and output limits`(
        script: String,
        status: Int32,
        text: String
    ) async throws {
        try await Self.with(["text": "#!/bin/sh\n\(script)\n"]) { root in
            // A file that this process wrote itself may still be open for writing in a child.
            let copy = ["install", "-m", "0755", root.path + "/text", root.path + "/etc/auto.prog"]
            try #require(try await Autohome.run(command: copy).status == 0)
            let refused = try await Self.resolve(root, "/p/alice")
            #expect(refused.status == 2 && refused.output.contains("--run-programs"), "\(refused)")
            let result = try await Self.resolve(root, "/p/alice", "--run-programs", "--program-timeout", "2")
            #expect(result.status == status, "\(result)")
            #expect(result.output.contains(text), "\(result)")
            #expect(result.error.isEmpty != script.contains("complaint"), "\(result)")
            try root.write("said", "-ro server:/said/&\n")
            let said = try await Self.resolve(root, "/p/alice", "--program-output", root.path + "/said")
            #expect(said.output == "/p/alice ← server:/said/alice  -t nfs -o ro\n")
        }
    }

    @Test func `waits only once for a program that hangs behind two mount points`()
        async throws
    {
        let master = "/p /etc/auto.prog\n/q /etc/auto.prog\n"
        let script = "#!/bin/sh\necho run >> \"$0.runs\"\nsleep 600\n"
        try await Self.with(["etc/auto.master": master, "text": script]) { root in
            let copy = ["install", "-m", "0755", root.path + "/text", root.path + "/etc/auto.prog"]
            try #require(try await Autohome.run(command: copy).status == 0)
            let result = try await Self.resolve(root, "alice", "--run-programs", "--program-timeout", "1")
            #expect(result.status == 2, "\(result)")
            #expect(try root.read("etc/auto.prog.runs") == "run\n")
        }
    }

    @Test func `prints as a program map only the entry, and runs no program`() async throws {
        try await Self.with(["etc/auto.odd": "alice \"-rw\",nosuid \\\n  \"server:/a b/&\" $X\n+auto.home\n"])
        { root in
            let copy = ["install", "-m", "0755", root.path + "/etc/auto.home", root.path + "/etc/auto.prog"]
            try #require(try await Autohome.run(command: copy).status == 0)
            let odd = try await Self.resolve(root, "--program-map", "--map", "/etc/auto.odd", "alice")
            #expect(odd.status == 0)
            #expect(odd.output == "\"-rw\",nosuid   \"server:/a b/&\" $X\n", "\(odd)")
            let included = try await Self.resolve(root, "--program-map", "--map", "auto.odd", "--", "-bob")
            #expect(included.output == "server:/home/&\n", "\(included)")
            let none = try await Self.resolve(root, "--program-map", "--map", "/etc/auto.master", "none")
            #expect(none.status == 1 && none.output.isEmpty && none.error.isEmpty, "\(none)")
            let itself = try await Self.resolve(root, "--program-map", "--map", "/etc/auto.prog", "alice")
            #expect(itself.status == 2 && itself.output.isEmpty, "\(itself)")
            #expect(itself.error.contains("is itself a program"), "\(itself)")
        }
    }
}
