import ConformanceTestSupport
import Testing

/// Compares the resolver with automount 5.1.8 as observed, case by case.
@Suite struct CorpusTests {
    @Test func `every covered case of the corpus comes out as automount did it`() throws {
        let cases = try AutomountCase.all()
        var compared: [String: Int] = [:]
        var differences: [String] = []
        for observed in cases where observed.isOneLookup {
            compared[observed.category, default: 0] += 1
            if let difference = observed.difference { differences.append(difference) }
        }
        let counts = compared.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let total = compared.values.reduce(0, +)
        print("compared \(total) of \(cases.count) cases: \(counts.joined(separator: ", "))")
        #expect(differences.isEmpty, "\(differences.count) differ:\n\(differences.joined(separator: "\n"))")
        #expect(total > 1_000)
    }
}
