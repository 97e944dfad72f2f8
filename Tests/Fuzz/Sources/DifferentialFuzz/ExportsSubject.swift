import ConformanceTestSupport
import Foundation

/// Exports tables, compared with exportfs and rpc.mountd.
struct ExportsSubject: Subject {
    let name = "exports"
    let batch = 150
    let oracle: Oracle
    private let seeds: [[UInt8]]
    private let mutator = Mutator(pieces: ExportsWords.pieces, limits: [511, 512, 1_024, 4_096])

    init(oracles: String, directory: URL) throws {
        oracle = Oracle(
            script: oracles + "/exports_oracle.py",
            arguments: { cases, _ in [cases] },
            directory: directory
        )
        seeds = ExportsCorpus.cases.filter(\.readsTablesAlone).flatMap(\.tables).map(\.bytes)
            .filter { $0.count < 4_000 }
    }

    func makeCase(_ dice: inout Dice) throws -> FuzzCase {
        var files = ["/etc/exports": table(&dice)]
        if dice.oneIn(8) {
            let name = dice.pick([
                "a.exports", "10.exports", "9.exports", ".x.exports", "b.exports~", "B.exports", "09.exports",
            ])
            files["/etc/exports.d/" + name] = table(&dice)
        }
        if dice.oneIn(60) { files["/etc/exports"] = nil }
        var rest: [String: Any] = [
            "category": "fuzz", "dirs": ExportsWords.directories,
            "symlinks": ["/srv/link": "home", "/srv/loop": "loop"],
            "regular": ["/srv/file"], "hosts": ExportsWords.hosts, "netgroup": ExportsWords.netgroups,
        ]
        if dice.oneIn(6) {
            rest["kernel"] = ["features": dice.pick(["0x3feff 0xf", "0x3feff 0xd", "0x3f 0x7"])]
        }
        if dice.oneIn(25) {
            rest["queries"] = (0..<dice.number(1...3)).map { _ in
                [
                    "ip": dice.pick(["192.0.2.1", "192.0.2.7", "198.51.100.3", "2001:db8::7"]),
                    "path": dice.pick(["/srv/home", "/srv/home/alice", "/srv", "/srv/a b"]),
                ]
            }
        }
        return try FuzzCase(files: files, bytesKey: "files_b64", rest: rest)
    }

    func verdict(_ observed: Data) throws -> (category: String, verdict: Verdict) {
        let observed = try ExportsCorpus.read(observed)
        guard observed.wasObserved else { return ("exports", .notCompared("not observed")) }
        guard !observed.namesClientWithDash else { return ("exports", .notCompared("client with a dash")) }
        let difference = observed.difference ?? observed.servingDifference
        return ("exports", difference.map { .different($0) } ?? .same)
    }

    private func table(_ dice: inout Dice) -> [UInt8] {
        var text: [UInt8] = []
        if dice.oneIn(4) {
            text = dice.pick(seeds)
        } else {
            for _ in 0..<dice.number(1...4) { text += ExportsWords.line(&dice).utf8 }
        }
        return dice.oneIn(4) ? text : mutator.mutate(text, &dice)
    }
}
