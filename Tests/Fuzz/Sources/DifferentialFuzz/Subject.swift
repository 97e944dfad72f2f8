import ConformanceTestSupport
import Foundation

/// What is compared: a format, the daemon that reads it, and chance to make files of it.
protocol Subject {
    /// The name by which it is chosen, and the beginning of the name of its corpus.
    var name: String { get }
    var oracle: Oracle { get }
    /// How many cases are put before the daemon at a time.
    var batch: Int { get }

    func makeCase(_ dice: inout Dice) throws -> FuzzCase
    /// Whether the observed line and this project agree, and what the case is about.
    func verdict(_ observed: Data) throws -> (category: String, verdict: Verdict)
}

extension Subject {
    /// Where the observed line and this project differ; nil where they agree or cannot be compared.
    func difference(_ observed: Data) throws -> String? {
        if case .different(let difference) = try verdict(observed).verdict { difference } else { nil }
    }
}
