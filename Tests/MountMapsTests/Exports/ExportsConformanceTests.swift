import ConformanceTestSupport
import Testing

@Suite struct `Exports conform to exportfs of nfs-utils 2.6.2` {
    private static let cases = ExportsCorpus.cases

    @Test func `the corpus is there, and nearly all of it in scope`() {
        let inScope = Self.cases.filter(\.readsTablesAlone)
        print("exports corpus: \(Self.cases.count) cases, \(inScope.count) are exportfs -ra")
        #expect(Self.cases.count > 900)
        #expect(inScope.count > Self.cases.count - 10)
    }

    @Test(arguments: cases.filter(\.readsTablesAlone))
    func `effective exports and exit status are those observed`(observed: ExportsCase) {
        #expect(observed.difference == nil)
    }
}
