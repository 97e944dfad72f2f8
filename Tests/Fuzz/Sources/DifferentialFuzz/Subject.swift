import ConformanceTestSupport
import Foundation

/// A file format, the daemon that reads it, and a generator of random files.
protocol Subject {
    /// The name on the command line, and the start of the name of the corpus file.
    var name: String { get }
    var oracle: Oracle { get }
    /// How many cases the oracle runs at a time.
    var batch: Int { get }

    func makeCase(_ dice: inout Dice) throws -> FuzzCase
    /// The topic of a recorded case, and whether this project agrees with it.
    func verdict(_ observed: Data) throws -> (category: String, verdict: Verdict)
}

extension Subject {
    /// The difference between a recorded case and this project; nil if they agree or cannot be compared.
    func difference(_ observed: Data) throws -> String? {
        if case .different(let difference) = try verdict(observed).verdict { difference } else { nil }
    }
}
