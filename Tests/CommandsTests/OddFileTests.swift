import Foundation
import Testing

/// Pipes, dangling links and duplicate names in the place of files.
@Suite struct OddFileTests {
    private static let fixable = "/srv/home host (rw)\n"

    private func link(_ target: String, at path: String, _ root: TemporaryRoot) throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(root.path)/\(path)",
            withDestinationPath: target
        )
    }

    @Test(arguments: ["etc/exports", "etc/auto.master", "etc/exports.d/a.exports", "etc/passwd"])
    func `reports a named pipe in the place of a file without blocking`(path: String) async throws {
        try await TemporaryRoot.with(["etc/exports.d/kept": "", "srv/kept": ""]) { root in
            let pipe = path == "etc/exports.d/a.exports" ? "etc/pipe" : path
            #expect(mkfifo("\(root.path)/\(pipe)", 0o600) == 0)
            if pipe != path { try link("/etc/pipe", at: path, root) }
            let result = try await root.check()
            #expect(result.status == 2, "\(result)")
            #expect(result.error.contains("is a named pipe"), "\(result)")
        }
    }

    @Test(arguments: ["/nowhere", "../../../../../../nowhere", "exports"])
    func `reports an exports table that is a dangling or looping link`(target: String) async throws {
        try await TemporaryRoot.with(["etc/kept": ""]) { root in
            try link(target, at: "etc/exports", root)
            let result = try await root.check()
            #expect(result.status == 2, "\(result)")
            #expect(result.error.contains("/etc/exports"), "\(result)")
        }
    }

    @Test func `finds nothing wrong on a machine without exports or maps`() async throws {
        try await TemporaryRoot.with(["etc/passwd": "root:x:0:0::/root:/bin/sh\n"]) { root in
            let result = try await root.check("--fix")
            #expect(result.status == 0, "\(result)")
            #expect(result.output == "0 files checked: 0 errors, 0 warnings, 0 notes\n")
        }
    }

    @Test func `check below a root without any file it reads says that there is nothing to check`()
        async throws
    {
        try await TemporaryRoot.with(["srv/kept": ""]) { root in
            let result = try await root.check()
            #expect(result.status == 2, "\(result)")
            #expect(result.output.isEmpty && result.error.contains("nothing to check below"), "\(result)")
        }
    }

    @Test(arguments: [["etc/./exports"], ["etc/b.exports"], ["etc/exports", "etc/b.exports"]])
    func `checks a file once when it is named twice`(others: [String]) async throws {
        try await TemporaryRoot.with(["etc/exports": Self.fixable]) { root in
            try link("exports", at: "etc/b.exports", root)
            let names = (["etc/exports"] + others).map { "\(root.path)/\($0)" }
            let result = try await Autohome.run(["check", "--fix"] + names)
            #expect(result.error.isEmpty, "\(result)")
            #expect(result.output.contains("1 file checked: 0 errors"), "\(result)")
            let text = try String(contentsOfFile: "\(root.path)/etc/exports", encoding: .utf8)
            #expect(text == "/srv/home host(rw,no_subtree_check)\n")
        }
    }
}
