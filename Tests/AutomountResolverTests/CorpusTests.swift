import AutomountResolver
import ConformanceTestSupport
import Testing

/// Compares the resolver with recorded runs of automount, case by case.
@Suite struct CorpusTests {
    @Test(arguments: [AutofsVersion.release518, .release519])
    func `resolves every recorded lookup as automount did`(version: AutofsVersion) throws {
        let cases = try AutomountCase.all(of: version)
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

    @Test(arguments: [AutofsVersion.release518, .release519])
    func `predicts what automount mounts at start-up in every recorded case`(version: AutofsVersion) throws {
        let cases = try AutomountCase.all(of: version)
        let covered = cases.filter(\.startsFromFiles)
        let differences = covered.compactMap(\.startDifference)
        print("compared the start of \(covered.count) of \(cases.count) cases")
        #expect(differences.isEmpty, "\(differences.count) differ:\n\(differences.joined(separator: "\n"))")
        #expect(covered.count > 1_700)
    }
}
