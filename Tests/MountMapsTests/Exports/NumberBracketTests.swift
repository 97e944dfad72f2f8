import MountMaps
import SourceText
import Testing

/// Lists of nodes as Slurm and pdsh write them, which are no wildcards of exports(5).
@Suite struct `Brackets with ranges of numbers` {
    @Test(arguments: [
        ("node[01-12]", "0, 1 or 2"), ("c[1-16].cl.example.com", "1 or 6"), ("n[1-3,10-12]", "0, 1, 2 or 3"),
        ("n[001-128]", "0, 1, 2 or 8"), ("n[1,10,20]", "0, 1 or 2"), ("*-[10-19].ex.com", "0, 1 or 9"),
        ("a[bc]n[08-11]", "0 or 1"),
        ("n[^1-16]", "any but 1 or 6"),
    ])
    func `are reported with the digits for which they stand`(client: String, digits: String) {
        let found = findings(client)
        #expect(found.map(\.severity) == [.warning])
        #expect(found.first?.message.contains("is one character, \(digits);") == true, "\(found)")
    }

    @Test(arguments: [
        "node[0-9]", "node[1-3]", "node[0-1][0-9]", "node[01][0-9]", "n[a-f0-9]", "n[0-57-9]", "n[0-9a-f]",
        "n[a-f01]", "n[12]", "n[1-3,5-7]", "n[1,2,3]", "*.ex.com", "n[1-]", "@n[01-12]", "n\\[01-12]",
    ])
    func `are not seen in brackets of one digit and in other clients`(client: String) {
        #expect(findings(client).isEmpty)
    }

    private func findings(_ client: String) -> [Diagnostic] {
        ExportsDocument(SourceFile(name: "exports", text: "/s \(client)(ro,no_subtree_check)\n"))
            .diagnostics()
            .filter { $0.rule.code == "EXP072" }
    }
}
