/// What a complete read of a directory costs, beside C and ldapsearch on the same server.
struct DirectoryBenchmark {
    private static let accounts = 1_000_000

    let directory: TemporaryDirectory
    let runs: Int

    func run(_ report: inout Report) throws {
        report.head("All of \(Self.accounts) accounts of slapd over ldapi")
        let server = try DirectoryServer(accounts: Self.accounts, in: directory)
        defer { server.stop() }
        let place = CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false)
            .dropLast()
        let program = { (name: String) in (place + [Substring(name)]).joined(separator: "/") }
        let expected = "\(Self.accounts) accounts, "
        let search = [
            "ldapsearch", "-LLL", "-x", "-H", server.uri, "-b", DirectoryServer.base,
            "(objectClass=posixAccount)",
            "uid", "uidNumber", "gidNumber", "homeDirectory", "entryUUID", "shadowExpire",
            "pwdAccountLockedTime",
        ]
        let contestants = [
            Contestant(
                "autohome's snapshot",
                [program("read-accounts"), server.uri, DirectoryServer.base],
                expected: expected + "0 refused"
            ),
            Contestant(
                "libldap in C, nothing kept",
                [program("walk-accounts"), server.uri, DirectoryServer.base],
                expected: expected
            ),
            Contestant(
                "autohome's follower, at its start",
                [program("follow-accounts"), server.uri, DirectoryServer.base],
                expected: expected + "0 refused"
            ),
            Contestant("ldapsearch", search, expected: "homeDirectory: /home/user"),
        ]
        let series = try Contestant.compare(contestants, runs: runs, in: directory)
        for (contestant, figures) in zip(contestants, series) { report.line(contestant.name, figures) }
        report.promise("times C for a snapshot", series[0].wall(inTimesOf: series[1]), atMost: 1.25)
        report.promise("times ldapsearch for a snapshot", series[0].wall(inTimesOf: series[3]), atMost: 1)
        report.promise("megabytes for a snapshot", Double(series[0].peak) / 1e6, atMost: 200)
        report.promise(
            "times a snapshot to begin to follow",
            series[2].wall(inTimesOf: series[0]),
            atMost: 1.3
        )
    }
}
