import Foundation

/// Compares this project with the real daemons on random files.
///
///     DifferentialFuzz SUBJECT SECONDS SEED ORACLES CORPUS    generates cases, runs the daemon and compares
///     DifferentialFuzz generate COUNT SEED CORPUS             prints cases for automount, without expected results
///     DifferentialFuzz compare FILE…                          compares recorded cases of automount
///
/// SUBJECT is `exports` or `automount`; ORACLES and CORPUS are the folders of the oracle programs and the corpora.
/// Ends with status 1 if a case differs.
@main
struct DifferentialFuzz {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("generate", 4):
            try Replay.generate(
                count: Int(arguments[1]) ?? 0,
                seed: UInt64(arguments[2]) ?? 0,
                corpus: arguments[3]
            )
        case ("compare", 2...):
            if try Replay.compare(Array(arguments.dropFirst())) > 0 { exit(1) }
        case (let subject?, 5):
            guard let seconds = Int(arguments[1]), let seed = UInt64(arguments[2]) else { fallthrough }
            let folders = (oracles: arguments[3], corpus: URL(filePath: arguments[4]))
            if try run(subject, seconds: seconds, seed: seed, folders: folders) > 0 { exit(1) }
        default:
            say("usage: DifferentialFuzz exports|automount SECONDS SEED ORACLES CORPUS")
            exit(64)
        }
    }

    private static func run(
        _ name: String,
        seconds: Int,
        seed: UInt64,
        folders: (oracles: String, corpus: URL)
    ) throws -> Int {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let subject: any Subject =
            switch name {
            case "exports": try ExportsSubject(oracles: folders.oracles, directory: directory)
            default:
                try AutomountSubject(oracles: folders.oracles, corpus: folders.corpus, directory: directory)
            }
        say("\(subject.name): seed \(seed), \(seconds) s")
        var run = DifferentialRun(
            subject: subject,
            seed: seed,
            deadline: ContinuousClock.now + .seconds(seconds),
            corpus: folders.corpus
        )
        try run.run()
        say("\(subject.name): seed \(seed), \(run.tally.summary)")
        return run.findings
    }
}
