import ConformanceTestSupport
import MountMaps
import SourceText
import Testing

@Suite struct `Who gets what, as rpc.mountd of nfs-utils 2.6.2 decides` {
    private static let cases = ExportsCorpus.cases.filter(\.asksForTextAlone)

    @Test func `the corpus asks enough`() {
        print(
            "exports corpus: \(Self.cases.count) cases ask rpc.mountd \(Self.cases.flatMap(\.queries).count) times"
        )
        #expect(Self.cases.count > 45)
    }

    @Test(arguments: cases)
    func `the entry that wins is the one observed`(observed: ExportsCase) {
        #expect(observed.servingDifference == nil)
    }

    @Test func `all that a machine gets is listed once a path, with what loses`() throws {
        let text =
            "/a *(ro) 10.0.0.0/8(rw)\n/b 10.0.0.1(ro)\n/c 10.0.0.2(ro)\n/d *(ro,crossmnt)\n/d/e 10.0.0.2(ro)\n"
        let document = ExportsDocument(SourceFile(name: "exports", text: text))
        let table = ExportsTable([document], in: NamelessMachine())
        let visitor = try #require(
            NetworkAddress(strict: Array("10.0.0.1".utf8)[...]).map { address in
                ExportsVisitor(address: address, names: VisitorNames(name: nil)) { _, _ in false }
            }
        )
        let services = table.services(for: visitor).map { service in
            ([service.path, service.export.path, service.export.client] + service.losers.map(\.client))
                .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        }
        let reasons = table.services(for: visitor).map(\.why)
        #expect(reasons.first == "the address is in the subnet 10.0.0.0/8; that is preferred to *")
        #expect(reasons.last == "/d covers what is below it (crossmnt), and it is exported to everyone")
        #expect(services == ["/a /a 10.0.0.0/8 *", "/b /b 10.0.0.1", "/d /d *", "/d/e /d *"])
    }
}

private struct NamelessMachine: ExportsEnvironment {
    func target(of path: [UInt8]) -> ExportTarget { .directory(path) }
    func host(named name: [UInt8]) -> ResolvedHost? { nil }
}
