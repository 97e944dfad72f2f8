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
    /// Where the observed line and this project differ; nil where they agree.
    func difference(_ observed: Data) throws -> String?
}
