import ExportsTestSupport
import MountMaps
import SourceText
import Testing

@Suite struct `Exports conform to exportfs of nfs-utils 2.6.2` {
    private static let cases = ExportsCorpus.cases

    @Test func `the corpus is there, and nearly all of it in scope`() {
        let inScope = Self.cases.filter(\.readsAllTablesAnew)
        print("exports corpus: \(Self.cases.count) cases, \(inScope.count) are exportfs -ra")
        #expect(Self.cases.count > 900)
        #expect(inScope.count > Self.cases.count - 10)
    }

    @Test(arguments: cases.filter(\.readsAllTablesAnew))
    func `effective exports and exit status are those observed`(observed: ExportsCase) {
        let perFlavor = observed.kernelFeatures.map { ExportFlags(exportFeatures: Array($0.utf8)) } ?? .perFlavor
        let documents = observed.tables.map { table in
            ExportsDocument(SourceFile(name: table.name, bytes: table.bytes), perFlavor: perFlavor)
        }
        let table = ExportsTable(documents, in: ObservedMachine(observed))
        let status = observed.files["/etc/exports"] == nil ? 1 : table.exitStatus
        #expect(status == (observed.exitStatus < 0 ? 128 - observed.exitStatus : observed.exitStatus))
        #expect(table.exports.count == observed.exportsCount || observed.etab != nil)
        if let etab = observed.etab {
            #expect(text(table.etab(perFlavor: perFlavor)) == text(etab))
        } else {
            for row in observed.exportsSample {
                let found = table.exports.first { $0.path == row.path && $0.client == row.client }
                #expect(found?.options.etabOptions(perFlavor: perFlavor) == row.options)
            }
        }
    }

    private func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
