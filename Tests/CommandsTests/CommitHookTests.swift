import Foundation
import Testing

/// The pre-commit hooks select the files that `check` recognises by name.
@Suite struct CommitHookTests {
    private static let hooks = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
            ".pre-commit-hooks.yaml"
        )

    /// The values of a key, in the order of the hooks.
    private func values(of key: String) throws -> [String] {
        try String(contentsOf: Self.hooks, encoding: .utf8).split(separator: "\n").compactMap { line in
            let text = line.drop { $0 == " " || $0 == "-" }
            guard text.hasPrefix(key + ": ") else { return nil }
            return String(text.dropFirst(key.count + 2)).trimmingCharacters(in: ["'"])
        }
    }

    @Test(arguments: [
        ("exports", true), ("etc/exports.d/a.exports", true), ("etc/auto.master", true), ("auto_home", true),
        ("auto.master.d/x.autofs", true), ("maps/auto.home", true), ("myexports", false),
        ("etc/autofs.conf", false),
        ("auto.conf", false), ("docs/auto.md", false), ("exports/readme", false),
    ])
    func `selects files for the pre-commit hooks by name`(name: String, isTaken: Bool) async throws {
        let patterns = zip(try values(of: "files"), try values(of: "exclude"))
        for (taken, left) in patterns {
            let isMatch =
                try Regex(taken).firstMatch(in: name) != nil && Regex(left).firstMatch(in: name) == nil
            #expect(isMatch == isTaken)
        }
        guard isTaken else { return }
        let result = try await Autohome.run(["check", "/nowhere/" + name])
        #expect(result.status == 2, "check does not recognise \(name)")
    }

    @Test func `runs the installed autohome check from each hook`() throws {
        #expect(try values(of: "id") == ["autohome-check", "autohome-fix"])
        #expect(try values(of: "entry") == ["autohome check", "autohome check --fix"])
        #expect(try values(of: "language") == ["system", "system"])
    }
}
