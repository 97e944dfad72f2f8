import Foundation

/// Compares this project with the real daemons on files that chance makes.
///
/// `DifferentialFuzz SUBJECT SECONDS SEED ORACLES CORPUS`: the subject is `exports` or `automount`, the last two
/// are the folder of the oracle programs and that of the corpora. Status 1 where something differs.
@main
struct DifferentialFuzz {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count == 5, let seconds = Int(arguments[1]), let seed = UInt64(arguments[2]) else {
            say("usage: DifferentialFuzz exports|automount SECONDS SEED ORACLES CORPUS")
            exit(64)
        }
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let oracles = arguments[3]
        let subject: any Subject =
            switch arguments[0] {
            case "exports": try ExportsSubject(oracles: oracles, directory: directory)
            default: try AutomountSubject(oracles: oracles, directory: directory)
            }
        say("\(subject.name): seed \(seed), \(seconds) s")
        var run = DifferentialRun(
            subject: subject,
            seed: seed,
            deadline: ContinuousClock.now + .seconds(seconds),
            corpus: URL(filePath: arguments[4])
        )
        try run.run()
        say("\(subject.name): seed \(seed), compared \(run.compared) cases, \(run.findings) differ")
        if run.findings > 0 {
            try? FileManager.default.removeItem(at: directory)
            exit(1)
        }
    }
}
