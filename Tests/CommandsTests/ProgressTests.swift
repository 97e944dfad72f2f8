import Foundation
import Testing

/// The progress line of sync, on a terminal of script(1).
@Suite struct ProgressTests {
    private func users(_ count: Int) -> [TemporarySite.User] {
        (0..<count).map { TemporarySite.User(name: "user\($0)", uidNumber: 10_000 + $0) }
    }

    /// What sync writes to standard error, a terminal.
    private func terminal(_ site: TemporarySite, _ options: String = "") async throws -> String {
        let sync = "'\(Autohome.path)' sync --root '\(site.root)' \(options) >'\(site.root)/output'"
        let result = try await Autohome.run(command: ["script", "-qec", sync, "/dev/null"])
        #expect(result.status == 0, "\(result)")
        return result.output
    }

    @Test func `counts many new homes in one line of the terminal`() async throws {
        try await TemporarySite.with(users(300)) { site in
            let text = try await terminal(site)
            #expect(text.hasPrefix("\rmaking homes: "), "\(text)")
            #expect(text.hasSuffix("\rmaking homes: 300 of 300\r\n"), "\(text)")
            #expect(text.split(separator: "\r").count > 50)
            #expect(text.utf8.count { $0 == UInt8(ascii: "\n") } == 1)
            #expect(try !site.read("output").contains("making homes"))
            let again = try await terminal(site)
            #expect(again == "")
        }
    }

    @Test(arguments: ["--format json", "--log-level info"])
    func `shows no progress to programs and in logs`(options: String) async throws {
        try await TemporarySite.with(users(120)) { site in
            let text = try await terminal(site, options)
            #expect(!text.contains("making homes"))
        }
    }

    @Test func `shows no progress for few homes, or without a terminal`() async throws {
        try await TemporarySite.with(users(99)) { site in
            let text = try await terminal(site)
            #expect(text == "")
        }
        try await TemporarySite.with(users(120)) { site in
            let result = try await site.autohome("sync")
            #expect(result.error == "", "\(result)")
        }
    }

    @Test func `ends the line before an error`() async throws {
        try await TemporarySite.with(users(300)) { site in
            let script = """
                mount -t tmpfs -o size=2m,mode=755 tmpfs "$2/srv/home" &&
                    "$1" home accept-root --root "$2" >/dev/null &&
                    script -qec "'$1' sync --root '$2' >/dev/null" /dev/null
                """
            let result = try await Autohome.run(
                command: ["unshare", "--mount", "sh", "-c", script, "sh", Autohome.path, site.root]
            )
            #expect(result.status == 2)
            #expect(result.output.contains(" of 300\r\nautohome: "), "\(result)")
        }
    }
}
