import Foundation

/// One run: generates random cases until the time is up, and appends those that differ to a file.
struct DifferentialRun {
    private static let mostFindings = 12

    let subject: any Subject
    let seed: UInt64
    let deadline: ContinuousClock.Instant
    /// The folder with the corpora of the tests.
    let corpus: URL

    private(set) var tally = Tally()
    private(set) var findings = 0

    init(subject: any Subject, seed: UInt64, deadline: ContinuousClock.Instant, corpus: URL) {
        self.subject = subject
        self.seed = seed
        self.deadline = deadline
        self.corpus = corpus
    }

    mutating func run() throws {
        var dice = Dice(seed: seed)
        while ContinuousClock.now < deadline, findings < Self.mostFindings {
            var cases: [FuzzCase] = []
            for _ in 0..<subject.batch { cases.append(try subject.makeCase(&dice)) }
            for line in try subject.oracle.observe(cases) {
                let (category, verdict) = try subject.verdict(line)
                tally.count(verdict, of: category)
                guard case .different = verdict, let number = Shrinker.number(of: line) else { continue }
                try report(cases[number])
                if findings >= Self.mostFindings || ContinuousClock.now >= deadline { break }
            }
        }
    }

    /// Shrinks a case that differed, stores it and prints it.
    private mutating func report(_ first: FuzzCase) throws {
        let again = try subject.oracle.observe([first])
        guard let line = again.first, try subject.difference(line) != nil else { return }
        let end = min(deadline + .seconds(40), ContinuousClock.now + .seconds(40))
        let small = try Shrinker(subject: subject, deadline: end).shrink(first)
        // A case is dropped when the daemon answers differently the second time.
        guard let observed = try subject.oracle.observe([small]).first,
            let difference = try subject.difference(observed)
        else { return }
        findings += 1
        let id = "found-\(seed)-\(findings)"
        var fields = try JSONSerialization.jsonObject(with: observed) as? [String: Any] ?? [:]
        fields["id"] = id
        let kept = try JSONSerialization.data(
            withJSONObject: fields,
            options: [.sortedKeys, .withoutEscapingSlashes]
        )
        try append(kept + Data("\n".utf8))
        say("DIFFERENT \(id)")
        for (path, bytes) in small.files.sorted(by: { $0.key < $1.key }) {
            say("  \(path): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
        say("  \(difference)")
    }

    private func append(_ line: Data) throws {
        let file = corpus.appending(path: "\(subject.name)-found.jsonl")
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: line)
        try handle.close()
    }
}
