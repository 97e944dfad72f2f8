import RandomTestSupport
import Testing

@testable import LDAPClient

@Suite struct ServiceRecordsTests {
    private static func records(_ list: [(priority: UInt16, weight: UInt16)]) -> ServiceRecords {
        ServiceRecords(
            records: list.enumerated().map { number, record in
                ServiceRecord(
                    priority: record.priority,
                    weight: record.weight,
                    port: 389,
                    target: "s\(number)"
                )
            },
            expiry: .now
        )
    }

    @Test(arguments: 0..<100)
    func `every server appears once, in the order of priorities`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let weights: [UInt16] = [0, 1, 100, 65_535]
        var list: [(priority: UInt16, weight: UInt16)] = []
        for _ in 0..<Int.random(in: 1...9, using: &random) {
            list.append((.random(in: 0...3, using: &random), weights.randomElement(using: &random) ?? 0))
        }
        let records = Self.records(list)
        let ordered = records.ordered(using: &random)
        #expect(Set(ordered) == Set(records.records) && ordered.count == list.count)
        #expect(ordered.map(\.priority) == ordered.map(\.priority).sorted())
    }

    @Test func `the first server is chosen in proportion to the weights`() {
        var random = SeededGenerator(seed: 1)
        let records = Self.records([(0, 0), (0, 10), (0, 30), (0, 60), (1, 1_000)])
        var firsts: [String: Int] = [:]
        for _ in 0..<10_000 { firsts[records.ordered(using: &random)[0].target, default: 0] += 1 }
        // RFC 2782 takes a random number from 0 to the sum, so a server of weight 0 has one chance in 101.
        for (target, expected) in [("s0", 99), ("s1", 990), ("s2", 2_970), ("s3", 5_941)] {
            #expect(abs(firsts[target, default: 0] - expected) < 200, "\(target): \(firsts)")
        }
        #expect(firsts["s4"] == nil)
    }

    @Test func `servers without weights are tried in any order`() {
        var random = SeededGenerator(seed: 1)
        let records = Self.records([(0, 0), (0, 0), (0, 0)])
        let firsts = Set((0..<100).map { _ in records.ordered(using: &random)[0].target })
        #expect(firsts == ["s0", "s1", "s2"])
    }
}
