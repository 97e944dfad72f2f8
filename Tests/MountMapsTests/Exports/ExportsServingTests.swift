import ConformanceTestSupport
import HostFiles
import MountMaps
import SourceText
import Testing

@Suite struct `Exports are served as rpc.mountd of nfs-utils 2.6.2 serves them` {
    private static let cases = ExportsCorpus.cases.filter { !$0.queries.isEmpty }

    @Test func `has enough recorded questions to rpc.mountd`() {
        print(
            "exports corpus: \(Self.cases.count) cases ask rpc.mountd \(Self.cases.flatMap(\.queries).count) times"
        )
        #expect(Self.cases.count > 50)
    }

    @Test(arguments: cases)
    func `picks the export that rpc.mountd picked`(observed: ExportsCase) {
        #expect(observed.servingDifference == nil)
    }

    @Test func `lists every path that a client gets once, with the losing entries`() throws {
        let text =
            "/a *(ro) 10.0.0.0/8(rw)\n/b 10.0.0.1(ro)\n/c 10.0.0.2(ro)\n/d *(ro,crossmnt)\n/d/e 10.0.0.2(ro)\n"
        let document = ExportsDocument(SourceFile(name: "exports", text: text))
        let table = ExportsTable([document], in: NamelessMachine())
        let visitor = try #require(
            NetworkAddress(strict: Array("10.0.0.1".utf8)[...]).map { address in
                ExportsVisitor(address: address, names: VisitorNames(name: nil)) { _, _ in false }
            }
        )
        let served = ServedExports(table, in: NamelessMachine())
        let answers = served.answers(for: visitor) { _ in false }
        let lines = answers.map { answer in
            let winner = answer.winner.map { [$0.export.path, $0.export.client] } ?? []
            return ([answer.path] + winner + answer.losers.map(\.entry.export.client))
                .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        }
        #expect(
            lines == ["/a /a 10.0.0.0/8 *", "/b /b 10.0.0.1", "/c 10.0.0.2", "/d /d *", "/d/e /d * 10.0.0.2"]
        )
        let reasons = answers.map { $0.why(for: visitor) }
        #expect(reasons.first == "10.0.0.1 is in the subnet 10.0.0.0/8")
        #expect(
            reasons.last
                == "/d also covers everything below it (crossmnt), and the path is exported to everyone"
        )
        #expect(answers.first?.losers.map(\.reason) == [.kind(.anonymous, to: .subnet)])
        #expect(answers.last?.losers.map(\.reason) == [.otherHost])
    }
}

private struct NamelessMachine: ExportsEnvironment {
    func target(of path: [UInt8]) -> ExportTarget { .directory(path) }
    func host(named name: [UInt8]) -> ResolvedHost? { nil }
}
