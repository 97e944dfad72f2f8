import ConformanceTestSupport
import Foundation

/// Generates and compares cases without running a daemon here.
enum Replay {
    /// Prints random cases without expected results.
    static func generate(count: Int, seed: UInt64, corpus: String) throws {
        let folder = URL(filePath: corpus)
        let subject = try AutomountSubject(oracles: "", corpus: folder, directory: folder)
        var dice = Dice(seed: seed)
        for number in 0..<count {
            let line = try subject.makeCase(&dice).line(id: "fuzz-\(seed)-\(number)")
            say(String(decoding: line, as: UTF8.self))
        }
    }

    /// Compares the cases in some files, and returns how many differ.
    static func compare(_ files: [String]) throws -> Int {
        var tally = Tally()
        for file in files {
            for line in try Data(contentsOf: URL(filePath: file)).split(separator: UInt8(ascii: "\n")) {
                let observed = try AutomountCase.read(Data(line))
                let verdict = AutomountSubject.verdict(on: observed)
                tally.count(verdict, of: observed.category)
                if case .different(let difference) = verdict { say("DIFFERENT " + difference) }
            }
        }
        say(tally.summary)
        return tally.differing
    }
}
