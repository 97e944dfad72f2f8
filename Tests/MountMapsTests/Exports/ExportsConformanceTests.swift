import ConformanceTestSupport
import Testing

@Suite struct `Exports conform to exportfs of nfs-utils 2.6.2` {
    private static let cases = ExportsCorpus.cases

    @Test func `covers nearly all recorded cases of exportfs`() {
        let inScope = Self.cases.filter(\.readsTablesAlone)
        print("exports corpus: \(Self.cases.count) cases, \(inScope.count) are exportfs -ra")
        #expect(Self.cases.count > 900)
        #expect(inScope.count > Self.cases.count - 10)
    }

    @Test(arguments: cases.filter(\.readsTablesAlone))
    func `computes the exports and exit status that exportfs had`(observed: ExportsCase) {
        #expect(observed.difference == nil)
    }
}
