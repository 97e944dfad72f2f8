import Foundation
import RandomTestSupport
import Testing

/// Arguments with only the usual options are read without the parser of arguments; one more option leads to it.
@Suite struct PlainCommandLineTests {
    private static let files = [
        "etc/auto.master": "/home /etc/auto.home\n",
        "etc/auto.home": "alice -rw server:/export/$USER/$SITE\nbob server:/export/$HOST\n",
        "etc/passwd": "carol:x:1000:1000::/home/carol:/bin/sh\n",
        "etc/group": "staff:x:1000:\n",
        "facts.json": #"{"host": "client.example.org"}"#,
    ]

    /// Words in the place of ROOT stand for the root.
    @Test(arguments: [
        ["/home/alice"], ["/home/alice", "--explain"], ["--explain", "/home/bob"], ["/home/nobody"],
        ["/elsewhere"],
        ["/home/alice", "--define", "SITE=here"],
        ["/home/alice", "--define", "SITE=a", "--define", "SITE=b"],
        ["/home/alice", "--define", "SITE"], ["/home/alice", "--define", "=x"], ["/home/alice", "--define"],
        ["/home/alice", "--user", "carol"], ["/home/alice", "--user", "1000"],
        ["/home/alice", "--user", "nobody"],
        ["/home/bob", "--facts", "ROOT/facts.json"], ["/home/bob", "--facts", "ROOT/nothing"],
        ["/home/alice", "--format", "json"], ["/home/alice", "--format", "text"],
        ["/home/alice", "--format", "sarif"], ["/home/alice", "--format", "yaml"],
        ["/home/alice", "--explain", "--explain"], ["/home/alice", "/home/bob"], ["home/alice"], [""], [],
        ["-"],
        ["--", "/home/alice"], ["/home/alice", "--user", "-x"], ["/home/alice", "--user", ""],
        ["/home/alice", "--root", "relative"], ["/home/alice", "--help"], ["--version"],
        ["/home/alice", "--nonsense"],
    ])
    func `arguments mean the same to both readers`(arguments: [String]) async throws {
        try await Self.expectAgreement(on: arguments)
    }

    /// Each seed puts words together that belong to options, values and paths.
    @Test(arguments: 0..<24 as Range<UInt64>)
    func `arguments put together by chance mean the same to both readers`(seed: UInt64) async throws {
        let words = [
            "/home/alice", "/home/bob", "--explain", "--define", "SITE=x", "--user", "carol", "--format",
            "json", "text",
            "--facts", "ROOT/facts.json", "--root", "ROOT", "-e", "--", "",
        ]
        var generator = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...6, using: &generator)
        try await Self.expectAgreement(
            on: (0..<count).compactMap { _ in words.randomElement(using: &generator) }
        )
    }

    private static func expectAgreement(on arguments: [String]) async throws {
        try await TemporaryRoot.with(files) { root in
            let words = arguments.map { $0.replacingOccurrences(of: "ROOT", with: root.path) }
            let plain = try await Autohome.run(["resolve", "--root", root.path] + words)
            let parsed = try await Autohome.run(
                ["resolve", "--root", root.path, "--log-level", "notice"] + words
            )
            #expect(plain.status == parsed.status, "\(arguments)")
            #expect(plain.output == parsed.output, "\(arguments)")
            #expect(plain.error == parsed.error, "\(arguments)")
        }
    }
}
