/// What files cost that nobody wrote in good faith: time for each megabyte, and memory as a multiple of the file.
struct HostileBenchmark {
    // What is linear costs ten times as much for ten times the bytes; half as much again is for noise.
    private static let growthLimit = 15.0
    // Entries of a few bytes each take many times their text.
    private static let memoryLimit = 20.0
    // Below this the start of the process counts for more than the file.
    private static let largeFile = 5_000_000

    let autohome: String
    let directory: TemporaryDirectory

    func run(_ report: inout Report) throws {
        for name in ["auto.home", "exports"] {
            report.head("Hostile files called \(name)")
            for (byte, title) in Self.bytes {
                let first = try check(.bytes(byte, megabytes: 10), name, "10 MB of \(title)", &report)
                let second = try check(.bytes(byte, megabytes: 100), name, "100 MB of \(title)", &report)
                report.promise(
                    "times the time for ten times \(title)",
                    second / first,
                    atMost: Self.growthLimit
                )
            }
            for (title, input) in Self.shapes(of: name) { _ = try check(input, name, title, &report) }
        }
    }

    private static let bytes: [(UInt8, String)] = [
        (0, "NUL"), (UInt8(ascii: "\""), "quotes"), (UInt8(ascii: "\\"), "backslashes"),
        (UInt8(ascii: " "), "blanks"), (UInt8(ascii: "#"), "hashes"), (UInt8(ascii: "("), "parentheses"),
        (UInt8(ascii: ","), "commas"), (UInt8(ascii: ":"), "colons"), (UInt8(ascii: "\n"), "line feeds"),
        (0xFF, "0xFF"),
    ]

    private static func shapes(of name: String) -> [(String, Input)] {
        let million = 1_000_000
        let letter = UInt8(ascii: "x")
        if name == "exports" {
            return [
                ("a line of 10 MB", .bytes(letter, megabytes: 10, head: "/srv ")),
                ("a million errors", .wrongExports(lines: million)),
                ("a million open quotes", .lines(million) { "\"/srv/\($0) *(ro)" }),
                ("a million equal lines", .lines(million) { _ in "/srv *(ro)" }),
                (
                    "an entry of 100,000 clients",
                    .lines(100_000, head: "/srv") { " h\($0).example.org(rw) \\" }
                ),
                ("a million continued lines", .lines(million) { _ in "\\" }),
            ]
        }
        return [
            ("a line of 10 MB", .bytes(letter, megabytes: 10, head: "key ")),
            ("a million errors", .wrongMap(keys: million)),
            ("a million open quotes", .lines(million) { "user\($0) \"srv:/home" }),
            ("a million equal keys", .lines(million) { _ in "user srv:/home" }),
            ("a million option lists", .lines(million) { "user\($0) -rw,o\($0) srv:/home" }),
            ("a million continued lines", .lines(million) { _ in "\\" }),
        ]
    }

    /// Checks a file; the findings do not matter, only what they cost.
    private func check(
        _ input: Input,
        _ name: String,
        _ title: String,
        _ report: inout Report
    ) throws -> Double {
        let (path, size) = try directory.write(input, "hostile/\(name)")
        let run = try Contestant(
            title,
            [autohome, "check", path],
            statuses: [0, 1],
            expected: "1 file checked"
        ).run(in: directory)
        let perMegabyte = run.cpu / Double(size) * 1_000_000
        let share = Double(run.peak) / Double(size)
        report.note(
            "\(Report.padded(title, 28))\(Report.milliseconds(run.cpu)), \(Report.milliseconds(perMegabyte))/MB, "
                + "\(Report.rounded(share)) times the file"
        )
        if size > Self.largeFile {
            report.promise("times the file in memory for \(title)", share, atMost: Self.memoryLimit)
        }
        return run.cpu
    }
}
