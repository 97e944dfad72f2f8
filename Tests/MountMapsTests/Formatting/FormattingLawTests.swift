import ConformanceTestSupport
import MountMaps
import RandomTestSupport
import SourceText
import Testing

/// Laws of the formatter that hold for every sequence of bytes.
@Suite struct FormattingLawTests {
    private static let pieces: [[UInt8]] =
        [
            " ", "  ", "\t", "\n", "\n\n", " \n", "\n ", "\r\n", "\\\n", " \\\n  ", "\\", "\\\\", "\"", "# c",
            " # c \n",
            "#", "\u{0}", "\u{0C}", "\u{8}", "/a", "/srv/home", "/", "-ro", "-rw,soft ", "*", "h(rw)",
            " k(ro) ", "@s",
            "(", ")", "alice ", "bob", "one:/a", " two:/b ", ":/c", ":tmpfs", "auto.home", " /etc/auto.a ",
            "--timeout=60", "-t 5", "--", "multi:", "file ", "+inc\n", "$x", "${a", "}", "&", "=", ",",
            "\u{E9}", "é",
            "\\040", "\\ ", "# BEGIN autohome\n", "# END autohome\n", "alice -rw one:/a\n", "/srv h(rw)\n",
            "/home auto.home -ro\n", "* -ro one:/&\n",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3]]

    private static func text(_ random: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 0...24, using: &random)).flatMap { _ in pieces.randomElement(using: &random) ?? []
        }
    }

    private static func check(_ bytes: [UInt8], _ comment: Comment) {
        for kind in FormattedKind.allCases {
            let once = kind.formatted(bytes)
            #expect(kind.formatted(once) == once, "\(kind): \(comment)")
            #expect(kind.meaning(of: once) == kind.meaning(of: bytes), "\(kind): \(comment)")
        }
    }

    @Test(arguments: UInt64(0)..<16)
    func `formats random files idempotently and without changing their meaning`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<400 {
            let bytes = Self.text(&random)
            Self.check(bytes, "seed \(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }

    @Test func `formats every recorded file idempotently and keeps its meaning`() throws {
        let exports = ExportsCorpus.cases.flatMap(\.tables).map(\.bytes)
        let maps = try MapCorpus.texts()
        for (number, bytes) in (exports + maps).enumerated() where bytes.count < 20_000 {
            Self.check(
                bytes,
                "text \(number): \(String(decoding: bytes.prefix(200), as: UTF8.self).debugDescription)"
            )
        }
    }

    @Test(arguments: [
        "\u{0}", "\"", "\\", "*\n", "a \n", "+\n", " \n", "\\\n", "a\\\n", "# \\\n", "a b\n \n", "/a  h(x\n",
        "\r\n",
        "a   -ro\tb:/c\n", "/a\th(rw)\n", "  # c\n\n\n", "a b", "\u{FF}",
    ])
    func `formats a file that repeats one piece 10,000 times`(piece: String) {
        let bytes = Array(repeating: Array(piece.utf8), count: 10_000).flatMap { $0 }
        for kind in FormattedKind.allCases {
            let once = kind.formatted(bytes)
            #expect(once.count <= bytes.count + 10_001)
        }
    }

    @Test(arguments: FormattedKind.allCases)
    func `formats a line of a million bytes`(kind: FormattedKind) {
        let bytes = Array("/a ".utf8) + Array(repeating: UInt8(ascii: "x"), count: 1_000_000) + [10]
        #expect(kind.formatted(bytes).count == bytes.count)
        let blanks = Array("/a ".utf8) + Array(repeating: UInt8(ascii: " "), count: 1_000_000) + [120, 10]
        #expect(kind.formatted(blanks).count <= blanks.count)
    }
}
