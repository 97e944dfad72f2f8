import ConformanceTestSupport
import Foundation

/// Master maps and maps, compared with automount.
struct AutomountSubject: Subject {
    let name = "automount"
    let batch = 200
    let oracle: Oracle
    private let maker = SceneMaker()
    private let seeds: CorpusSeeds

    init(oracles: String, corpus: URL, directory: URL) throws {
        oracle = Oracle(
            script: oracles + "/automount_oracle.py",
            arguments: { cases, answers in ["run", cases, "-o", answers, "-j", "2"] },
            directory: directory
        )
        seeds = try CorpusSeeds(in: corpus)
    }

    func makeCase(_ dice: inout Dice) throws -> FuzzCase {
        let scene = dice.oneIn(3) ? try seeds.scene(&dice) : maker.scene(&dice)
        return try scene.fuzzCase()
    }

    func verdict(_ observed: Data) throws -> (category: String, verdict: Verdict) {
        let observed = try AutomountCase.read(observed)
        return (observed.category, Self.verdict(on: observed))
    }

    static func verdict(on observed: AutomountCase) -> Verdict {
        if let reason = observed.notComparable { return .notCompared(reason) }
        if let difference = observed.startDifference ?? observed.difference { return .different(difference) }
        return .same
    }
}
