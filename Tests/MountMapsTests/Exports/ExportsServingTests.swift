import MountMaps
import SourceText
import Testing

@Suite struct `Who gets what, as rpc.mountd of nfs-utils 2.6.2 decides` {
    /// Where nothing mounted or read back decides: no mount point is asked for, and etab reads back whole.
    private static let cases = ExportsCorpus.cases.filter { observed in
        let findings = documents(observed).flatMap { $0.diagnostics() }
        let table = table(observed)
        return !observed.queries.isEmpty && !findings.contains { $0.rule.code == "EXP060" }
            && table.exports.allSatisfy { $0.options.mountPoint == nil }
    }

    @Test func `the corpus asks enough`() {
        print(
            "exports corpus: \(Self.cases.count) cases ask rpc.mountd \(Self.cases.flatMap(\.queries).count) times"
        )
        #expect(Self.cases.count > 45)
    }

    @Test(arguments: cases)
    func `the entry that wins is the one observed`(observed: ExportsCase) throws {
        let table = Self.table(observed)
        for query in observed.queries {
            let visitor = try #require(Self.visitor(query.address, observed))
            let service = table.service(of: query.path, for: visitor)
            let name = String(decoding: query.address + Array(" ".utf8) + query.path, as: UTF8.self)
            #expect((service != nil) == (query.isGranted && !query.isPseudoRoot), "\(name)")
            guard let options = service.flatMap({ readBack($0.export) }) else { continue }
            #expect(options.flags.rawValue == query.flags, "\(name)")
            #expect(options.anonymousUID == query.anonymousUID, "\(name)")
        }
    }

    /// rpc.mountd knows an export only by its line of etab, where the flavors come last.
    private func readBack(_ export: ExportsTable.Export) -> ExportOptions? {
        let line = SourceFile(name: "etab", bytes: export.etabLine(perFlavor: .perFlavorWithNFSD))
        return ExportsDocument(line, perFlavor: .perFlavorWithNFSD).entries.first?.clients.first?.options
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

    private static func documents(_ observed: ExportsCase) -> [ExportsDocument] {
        observed.tables.map {
            ExportsDocument(SourceFile(name: $0.name, bytes: $0.bytes), perFlavor: .perFlavorWithNFSD)
        }
    }

    private static func table(_ observed: ExportsCase) -> ExportsTable {
        ExportsTable(documents(observed), in: ObservedMachine(observed))
    }

    private static func visitor(_ address: [UInt8], _ observed: ExportsCase) -> ExportsVisitor? {
        guard let address = NetworkAddress(strict: address[...]) else { return nil }
        let hosts = HostsTable(observed.hosts)
        let name = hosts.name(of: address)
        let names = VisitorNames(name: name, aliases: name.map(hosts.aliases) ?? [])
        let netgroups = NetgroupTable(Array(observed.netgroups.utf8))
        return ExportsVisitor(address: address, names: names) { netgroups.groups(of: $0).contains($1) }
    }
}

private struct NamelessMachine: ExportsEnvironment {
    func target(of path: [UInt8]) -> ExportTarget { .directory(path) }
    func host(named name: [UInt8]) -> ResolvedHost? { nil }
}
