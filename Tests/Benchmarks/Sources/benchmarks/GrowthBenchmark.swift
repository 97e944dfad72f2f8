/// How time and memory grow with the file.
struct GrowthBenchmark {
    let autohome: String
    let directory: TemporaryDirectory
    let runs: Int

    func run(_ report: inout Report) throws {
        let maps = [100_000, 1_000_000].map { Input.map(keys: $0) }
        try compare("Maps of 100,000 and 1,000,000 keys", "auto.home", maps, &report)
        let tables = [10_000, 100_000].map { Input.exports(lines: $0, below: "/export/home") }
        try compare("Exports tables of 10,000 and 100,000 lines", "exports", tables, &report)
    }

    private func compare(
        _ title: String,
        _ name: String,
        _ inputs: [Input],
        _ report: inout Report
    ) throws {
        report.head(title)
        let files = try inputs.enumerated().map { index, input in
            try directory.write(input, "growth\(index)/\(name)")
        }
        let contestants = files.map { Contestant.check($0.path, by: autohome) }
        let series = try Contestant.compare(contestants, runs: runs, in: directory)
        for (file, series) in zip(files, series) { report.line("\(file.size / 1_000) kB", series) }
        let growth = Spread(zip(series[1].runs, series[0].runs).map { $0.wall / $1.wall }).median
        report.promise("times the time for ten times the file", growth, atMost: 11)
        let share = Double(series[1].peak) / Double(files[1].size)
        report.promise("times the file in memory", share, atMost: 8)
    }
}
