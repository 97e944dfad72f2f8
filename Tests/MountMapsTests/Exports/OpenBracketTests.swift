import HostFiles
import MountMaps
import SourceText
import Testing

/// `support/nfs/wildmat.c: DoMatch` reads past the end of a wildcard whose `[` has no `]`.
@Suite struct `Wildcards with an open bracket` {
    @Test(arguments: [
        "node[1-3", "node[12.x", "node[]", "node[^]", "[fc00", "[", "*.examp[e.test", "a[b]c[d",
        "[2001:db8::7",
        "n\\\\[1",
    ])
    func `are reported as an error, not as a wildcard that never matches`(client: String) {
        let findings = findings(client)
        #expect(findings.filter { $0.rule.code == "EXP071" }.map(\.severity) == [.error])
        #expect(!findings.contains { $0.rule.code == "EXP028" })
    }

    @Test(arguments: [
        "node[1-3]", "node[]]", "node[^]]", "node\\[1", "[2001:db8::7]", "@n[1", "*.ex.com", "a]",
    ])
    func `are not seen where the bracket is closed or ordinary`(client: String) {
        #expect(!findings(client).contains { $0.rule.code == "EXP071" })
    }

    @Test func `that begin an IPv6 address get advice about addresses`() {
        let finding = findings("[fc00").first { $0.rule.code == "EXP071" }
        #expect(finding?.message.contains("IPv6 address") == true)
        #expect(finding?.help == "Write the whole address as one client, without brackets.")
    }

    @Test(arguments: [
        ("/s node[1-3(rw)\n", "node2", "unknown"), ("/s node[1-3(rw)\n", "node27", "unknown"),
        ("/s [fc00(rw) 1](rw)\n", "f", "unknown"), ("/s *x[1(rw)\n", "axbx1", "unknown"),
        ("/s node[^1-3(rw)\n", "node9", "unknown"), ("/s n[^(rw)\n", "na", "unknown"),
        ("/s n[1-(rw)\n", "na", "unknown"), ("/s n[](rw)\n", "n]", "unknown"),
        // The comparison ends in the class or before it.
        ("/s node[1-3(rw)\n", "node9", "nothing"), ("/s [fc00(rw) 1](rw)\n", "web", "nothing"),
        ("/s node[^1-3(rw)\n", "node1", "nothing"), ("/s n[(rw)\n", "na", "nothing"),
        ("/s n[-(rw)\n", "na", "nothing"),
        ("/s node[1-3(rw)\n", "web", "nothing"), ("/s node[1-3(rw)\n", "node", "nothing"),
        ("/s node[1-3(rw)\n", nil, "nothing"),
        // Other entries decide first, or afterwards.
        ("/s node[1-3(rw) 10.0.0.0/8(ro)\n", "node1", "10.0.0.0/8"),
        ("/s node?(ro) node[1-3(rw)\n", "node1", "node?"), ("/s node[1-3(rw) *(ro)\n", "node1", "unknown"),
        ("/s node[1-3(rw) *(ro)\n", "web", "*"),
        ("/ node[1-3(rw,crossmnt)\n/s web(ro)\n", "node1", "unknown"),
        ("/ node[1-3(rw)\n/s web(ro)\n", "node1", "nothing"),
    ])
    func `leave the answer unknown where they decide`(table: String, name: String?, answer: String) throws {
        let document = ExportsDocument(SourceFile(name: "exports", text: table))
        let address = try #require(NetworkAddress(strict: Array("10.0.0.1".utf8)[...]))
        let names = VisitorNames(name: name.map { Array($0.utf8) })
        let visitor = ExportsVisitor(address: address, names: names) { _, _ in false }
        let served = ServedExports(ExportsTable([document], in: HostlessMachine()), in: HostlessMachine())
        let found = served.answer(at: Array("/s".utf8), for: visitor) { _ in false }
        let winner = found.winner.map { String(decoding: $0.export.client, as: UTF8.self) }
        #expect(winner ?? (found.isUnknown ? "unknown" : "nothing") == answer)
        if found.isUnknown { #expect(found.why(for: visitor).contains("is not closed")) }
    }

    private func findings(_ client: String) -> [Diagnostic] {
        ExportsDocument(SourceFile(name: "exports", text: "/s \(client)(ro,no_subtree_check)\n"))
            .diagnostics()
    }
}

private struct HostlessMachine: ExportsEnvironment {
    func target(of path: [UInt8]) -> ExportTarget { .directory(path) }
    func host(named name: [UInt8]) -> ResolvedHost? { nil }
}
