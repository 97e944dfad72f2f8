/// What the other commands cost, as a multiple of a check of the same files.
struct CommandBenchmark {
    private static let keys = 100_000
    private static let exportsLines = 10_000

    let autohome: String
    let directory: TemporaryDirectory
    let runs: Int

    func run(_ report: inout Report) throws {
        try compareStart(&report)
        let map = try directory.write(.map(keys: Self.keys), "site/etc/auto.home").path
        try compare("A map of \(Self.keys) keys", map, .wrongMap(keys: Self.keys), fmtLimit: 10, &report)
        let input = Input.exports(lines: Self.exportsLines, below: "/export/home")
        let table = try directory.write(input, "site/etc/exports").path
        let wrong = Input.wrongExports(lines: Self.exportsLines)
        try compare("An exports table of \(Self.exportsLines) lines", table, wrong, fmtLimit: 10, &report)
        try compareSite(map, table, &report)
    }

    private func compareStart(_ report: inout Report) throws {
        report.head("The start of the program")
        let version = Contestant("autohome --version", [autohome, "--version"], expected: ".")
        let series = try Contestant.compare([version], runs: max(runs, 20), in: directory)[0]
        report.line(version.name, series)
        report.promise("milliseconds of the processor", series.cpu.median * 1_000, atMost: 20)
    }

    /// fmt, and the mending of an error on every line, beside check.
    private func compare(
        _ title: String,
        _ path: String,
        _ wrong: Input,
        fmtLimit: Double,
        _ report: inout Report
    ) throws {
        let name = String(path[path.index(after: path.lastIndex(of: "/") ?? path.startIndex)...])
        let wrongPath = try directory.write(wrong, "wrong/\(name)").path
        let contestants = [
            Contestant.check(path, by: autohome),
            Contestant("autohome fmt", [autohome, "fmt", path], statuses: [0, 1], expected: ""),
            Contestant(
                "check, wrong lines",
                [autohome, "check", wrongPath],
                statuses: [1],
                expected: "more"
            ),
            Contestant(
                "--diff, wrong lines",
                [autohome, "check", "--diff", wrongPath],
                statuses: [1],
                expected: ""
            ),
        ]
        report.head("\(title): the commands")
        let series = try Contestant.compare(contestants, runs: runs, in: directory)
        for (contestant, series) in zip(contestants, series) { report.line(contestant.name, series) }
        report.promise("times check for fmt", ratio(series[1], series[0]), atMost: fmtLimit)
        // Every finding is looked at to be mended, not only those that are shown.
        report.promise("times check for --diff", ratio(series[3], series[2]), atMost: 25)
    }

    private func compareSite(_ map: String, _ table: String, _ report: inout Report) throws {
        _ = try directory.write(.lines(1) { _ in "/home /etc/auto.home" }, "site/etc/auto.master")
        let root = directory.appending("site")
        let contestants = [
            Contestant.check(map, by: autohome), Contestant.check(table, by: autohome),
            Contestant(
                "check of the site",
                [autohome, "check", "--root", root],
                statuses: [0, 1],
                expected: " files checked"
            ),
            Contestant(
                "exports of the site",
                [autohome, "exports", "--root", root],
                statuses: [0, 1, 2],
                expected: ""
            ),
        ]
        report.head("A site with both")
        let series = try Contestant.compare(contestants, runs: runs, in: directory)
        for (contestant, series) in zip(contestants, series) { report.line(contestant.name, series) }
        let files = series[0].cpu.median + series[1].cpu.median
        report.promise("times the files for the site", series[2].cpu.median / files, atMost: 10)
        // Of each client a line is printed, with the options and the place.
        report.promise("times check for exports", ratio(series[3], series[1]), atMost: 25)
    }

    private func ratio(_ series: Series, _ other: Series) -> Double {
        series.cpu.median / other.cpu.median
    }
}
