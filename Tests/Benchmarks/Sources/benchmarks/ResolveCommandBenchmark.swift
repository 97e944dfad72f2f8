/// What it takes to resolve one path, from the start of the program to its end.
struct ResolveCommandBenchmark {
    private static let keys = 1_000_000
    /// A fifth of the map: the time of automount -m grows with the square of it, and all of it would take minutes.
    private static let automountKeys = 200_000

    let autohome: String
    let directory: TemporaryDirectory
    let runs: Int

    func run(_ report: inout Report) throws {
        try compareStart(&report)
        try compareLargeMap(&report)
    }

    /// Small files, where nearly all the time goes by before the work and after it.
    private func compareStart(_ report: inout Report) throws {
        let root = directory.appending("small")
        _ = try directory.write(.lines(1) { _ in "/home /etc/auto.home" }, "small/etc/auto.master")
        _ = try directory.write(.lines(1) { _ in "* server:/export/&" }, "small/etc/auto.home")
        let contestants = [
            resolve("/home/alice", below: root, expected: "server:/export/alice"),
            Contestant("python3 -S -c pass", ["/usr/bin/python3", "-S", "-c", "pass"], expected: ""),
        ]
        report.head("One path of small files, from a cold start")
        let series = try Contestant.compare(contestants, runs: max(runs, 100), in: directory)
        for (contestant, series) in zip(contestants, series) { report.line(contestant.name, series) }
        report.promise(
            "of the time of python3 -S -c pass",
            series[0].wall(inTimesOf: series[1]),
            atMost: 1.6
        )
    }

    private func compareLargeMap(_ report: inout Report) throws {
        let root = directory.appending("large")
        _ = try directory.write(.map(keys: Self.keys), "large/etc/auto.home")
        _ = try directory.write(.lines(1) { _ in "/home /etc/auto.home" }, "large/etc/auto.master")
        let part = try directory.write(.map(keys: Self.automountKeys), "large/auto.part").path
        let master = try directory.write(.lines(1) { _ in "/home \(part)" }, "large/auto.master").path
        let user = Input.user(Self.keys - 1)
        let contestants = [
            resolve("/home/\(user)", below: root, expected: "/export/home/99/\(user)"),
            Contestant.isolated(
                "automount -m, a fifth of it",
                ["automount", "-m"],
                files: [(master, "/etc/auto.master")],
                directories: ["/etc/auto.master.d"],
                expected: " | -rw,nosuid,nodev srv"
            ),
        ]
        report.head("One key of a map of \(Self.keys) keys")
        let series = try Contestant.compare(contestants, runs: runs, in: directory)
        for (contestant, series) in zip(contestants, series) { report.line(contestant.name, series) }
        report.promise(
            "of the time of automount -m on a fifth of the map",
            series[0].wall(inTimesOf: series[1]),
            atMost: 0.25
        )
    }

    private func resolve(_ path: String, below root: String, expected: String) -> Contestant {
        Contestant("autohome resolve", [autohome, "resolve", "--root", root, path], expected: expected)
    }
}
