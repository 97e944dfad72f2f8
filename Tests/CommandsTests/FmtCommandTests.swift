import Foundation
import Testing

@Suite struct FmtCommandTests {
    private let files = [
        "etc/exports": "/srv/home  10.0.0.0/8(rw)\n/a *(ro)\n",
        "etc/auto.master": "/home\t/etc/auto.home -nosuid\n",
        "etc/auto.home": "* server:/srv/home/&\n",
    ]

    @Test func `shows the changes as a diff without --write, and changes nothing`() async throws {
        try await TemporaryRoot.with(files) { root in
            let result = try await Autohome.run(["fmt", "--root", root.path])
            #expect(result.status == 1)
            #expect(result.output.contains("--- /etc/exports\n"))
            #expect(result.output.contains("+/a        *(ro)\n"))
            #expect(result.output.contains("+/home /etc/auto.home -nosuid\n"))
            #expect(!result.output.contains("auto.home\n+++"))
            #expect(try root.read("etc/exports") == files["etc/exports"])
        }
    }

    @Test func `finds nothing to change after fmt --write`() async throws {
        try await TemporaryRoot.with(files) { root in
            let written = try await Autohome.run(["fmt", "--write", "--root", root.path])
            #expect(written.status == 0)
            #expect(written.output == "formatted /etc/exports\nformatted /etc/auto.master\n")
            #expect(try root.read("etc/exports") == "/srv/home 10.0.0.0/8(rw)\n/a        *(ro)\n")
            let again = try await Autohome.run(["fmt", "--root", root.path])
            #expect(again.status == 0)
            #expect(again.output == "")
        }
    }

    @Test func `formats the files that are named on the command line`() async throws {
        try await TemporaryRoot.with(["a.exports": "/a   h\n", "auto.b": "a\tone:/a\n"]) { root in
            let names = ["a.exports", "auto.b"].map { "\(root.path)/\($0)" }
            let result = try await Autohome.run(["fmt", "--write"] + names)
            #expect(result.status == 0, "\(result)")
            #expect(try root.read("a.exports") == "/a h\n")
            #expect(try root.read("auto.b") == "a one:/a\n")
        }
    }

    @Test func `formats the other files when one is missing`() async throws {
        try await TemporaryRoot.with(["a.exports": "/a   h\n"]) { root in
            let result = try await Autohome.run([
                "fmt", "--write", "/nowhere/exports", root.path + "/a.exports",
            ])
            #expect(result.status == 2)
            #expect(result.error.contains("/nowhere/exports"))
            #expect(try root.read("a.exports") == "/a h\n")
        }
    }

    @Test func `formats standard input with --as, and rejects --write for it`() async throws {
        let script = "printf 'a   one:/a\\n' | \"$0\" fmt - --as map"
        let result = try await Autohome.run(command: ["sh", "-c", script, Autohome.path])
        #expect(result.status == 0)
        #expect(result.output == "a one:/a\n")
        let wrong = try await Autohome.run(["fmt", "-", "--write", "--as", "map"])
        #expect(wrong.status == 64)
    }

    @Test func `lists the changed files in JSON`() async throws {
        try await TemporaryRoot.with(files) { root in
            let result = try await Autohome.run(["fmt", "--root", root.path, "--format", "json"])
            #expect(result.status == 1)
            let found = try #require(try result.json()["files"] as? [[String: Any]])
            #expect(found.map { $0["changed"] as? Bool } == [true, true, false])
            #expect(found.map { $0["diff"] as? String == "" } == [false, false, true])
        }
    }
}
