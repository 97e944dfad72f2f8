/// autohome beside what else reads these files, in turn on the same file.
struct PeerBenchmarks {
    private static let keys = 100_000
    private static let exportsLines = 10_000

    let autohome: String
    let directory: TemporaryDirectory
    let runs: Int

    func run(_ report: inout Report) throws {
        try compareMap(&report)
        try compareExports(&report)
    }

    private func compareMap(_ report: inout Report) throws {
        let map = try directory.write(.map(keys: Self.keys), "map/auto.home").path
        let master = try directory.write(.lines(1) { _ in "/home \(map)" }, "map/auto.master").path
        let listing = Contestant.isolated(
            "automount -m",
            ["automount", "-m"],
            files: [(master, "/etc/auto.master")],
            directories: ["/etc/auto.master.d"],
            expected: " | -rw,nosuid,nodev srv"
        )
        let contestants = [
            Contestant.check(map, by: autohome), listing, .augtool(map, lens: "Automounter"),
        ]
        report.head("A map of \(Self.keys) keys")
        let series = try compare(contestants, &report)
        report.promise("of the time of automount -m", series[0].wall(inTimesOf: series[1]), atMost: 0.25)
        report.promise("of the time of augtool", series[0].wall(inTimesOf: series[2]), atMost: 0.1)
    }

    private func compareExports(_ report: inout Report) throws {
        for number in 0..<Self.exportsLines { try directory.makeDirectory("home/\(Input.user(number))") }
        let input = Input.exports(lines: Self.exportsLines, below: directory.appending("home"))
        let table = try directory.write(input, "table/exports").path
        let reading = Contestant.isolated(
            "exportfs -ra",
            ["sh", "-c", "exportfs -ra && wc -l < /var/lib/nfs/etab"],
            files: [("/dev/null", "/var/lib/nfs/rmtab"), (table, "/etc/exports")],
            directories: ["/var/lib/nfs", "/etc/exports.d", "/proc"],
            expected: "\(4 * Self.exportsLines)"
        )
        let contestants = [Contestant.check(table, by: autohome), reading, .augtool(table, lens: "Exports")]
        report.head("An exports table of \(Self.exportsLines) lines with four clients each")
        let series = try compare(contestants, &report)
        report.promise("of the time of exportfs -ra", series[0].wall(inTimesOf: series[1]), atMost: 0.1)
        report.promise("of the time of augtool", series[0].wall(inTimesOf: series[2]), atMost: 0.1)
    }

    private func compare(_ contestants: [Contestant], _ report: inout Report) throws -> [Series] {
        let series = try Contestant.compare(contestants, runs: runs, in: directory)
        for (contestant, series) in zip(contestants, series) { report.line(contestant.name, series) }
        return series
    }
}
