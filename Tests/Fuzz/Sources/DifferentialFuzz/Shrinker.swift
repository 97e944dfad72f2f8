import Foundation

/// Reduces a case as far as it still differs.
struct Shrinker {
    let subject: any Subject
    let deadline: ContinuousClock.Instant

    func shrink(_ case: FuzzCase) throws -> FuzzCase {
        var best = `case`
        while ContinuousClock.now < deadline {
            guard let smaller = try smaller(than: best) else { return best }
            best = smaller
        }
        return best
    }

    private func smaller(than best: FuzzCase) throws -> FuzzCase? {
        let candidates = try Self.candidates(of: best)
        var rest = candidates[...]
        while !rest.isEmpty, ContinuousClock.now < deadline {
            let some = Array(rest.prefix(subject.batch))
            rest = rest.dropFirst(some.count)
            for line in try subject.oracle.observe(some) {
                guard try subject.difference(line) != nil, let number = Self.number(of: line) else {
                    continue
                }
                return some[number]
            }
        }
        return nil
    }

    /// The position of the case, which the oracle was given as its name.
    static func number(of line: Data) -> Int? {
        let fields = try? JSONSerialization.jsonObject(with: line) as? [String: Any]
        return (fields?["id"] as? String).flatMap { Int($0) }
    }

    /// The case without a fact, without a file, or without a part of a file; large parts first.
    private static func candidates(of best: FuzzCase) throws -> [FuzzCase] {
        var candidates = try best.withoutEachFact()
        for (path, bytes) in best.files.sorted(by: { $0.key < $1.key }) {
            var without = best
            without.files[path] = nil
            candidates.append(without)
            var length = bytes.count / 2
            while length > 0, candidates.count < 800 {
                for start in stride(from: 0, to: bytes.count - length + 1, by: max(1, length)) {
                    var shorter = best
                    shorter.files[path]?.removeSubrange(start..<(start + length))
                    candidates.append(shorter)
                }
                length /= 2
            }
        }
        return candidates
    }
}
