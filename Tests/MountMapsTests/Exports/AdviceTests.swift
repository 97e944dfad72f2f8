import HostFiles
import MountMaps
import SourceText
import Testing

/// What findings about exports say, where one sentence for all cases would be wrong.
@Suite struct `The advice about exports fits the case` {
    @Test(arguments: [
        ("anonuid=web", "its value is not a number."), ("anongid=", "its value is not a number."),
        ("fsid=tank", "its value is neither a number nor a UUID."),
        ("squash_uids=a", "its value is neither a number nor a range of numbers."),
    ])
    func `names the kind of value that an option takes`(option: String, sentence: String) {
        let found = findings("/s *(ro,no_subtree_check,\(option))\n", "EXP001")
        #expect(found.map(\.message) == ["\"\(option)\": \(sentence)"])
    }

    @Test(arguments: [
        ("anonuid=1001,anongid=1001,anonuid=1002,anongid=1002", 2), ("anonuid=1,anonuid=2,anonuid=3", 2),
        ("mp=/a,mountpoint=/b", 1), ("fsid=1,fsid=2", 1), ("refer=/a@b,refer=/a@c", 1),
        ("anonuid=1001,anonuid=1001", 0), ("anonuid=1001,anongid=1002", 0), ("sec=krb5,ro,sec=sys,ro", 0),
        ("fsid=aa5b1c2d-1111-4222-8333-0123456789ab,fsid=3", 0), ("squash_uids=1,squash_uids=2", 0),
    ])
    func `names values that a later one replaces`(options: String, count: Int) {
        #expect(findings("/s a(ro,all_squash,\(options))\n", "EXP073").count == count)
        #expect(findings("/s -ro,all_squash,\(options) a\n", "EXP073").count == count)
    }

    @Test func `warns only of the anonymous ids that count`() {
        let text = "/s *(ro,anonuid=1001,anongid=1001,anonuid=1002,anongid=1002)\n"
        let named = findings(text, "EXP047").map(\.message)
        #expect(named.count == 2)
        #expect(named.allSatisfy { $0.contains("=1002") }, "\(named)")
        #expect(findings("/s *(ro,all_squash,anonuid=0,anonuid=1002)\n", "EXP047").isEmpty)
    }

    @Test(arguments: [("ws1", false), ("192.0.2.7", false), ("10.0.0.0/8", true), ("*", true), ("@a", true)])
    func `proposes an entry of its own only for more than one machine`(client: String, proposes: Bool) {
        let help = findings("/s \(client)(rw,no_root_squash)\n", "EXP041").first?.help
        #expect(help?.contains("give that machine its own entry") == proposes)
        #expect(help?.contains("# autohome: ignore EXP041") == !proposes)
    }

    @Test(arguments: [
        ("/srv/nfs4/", [Severity.note]), ("/srv/nfs4//", [.note]), ("/srv/nfs4", []),
        ("/srv//nfs4", [.warning]),
        ("/link/", [.warning]), ("/link", [.warning]),
    ])
    func `calls a slash at the end of a path harmless`(path: String, severities: [Severity]) {
        let document = ExportsDocument(SourceFile(name: "exports", text: "\(path) *(ro)\n"))
        let found = ExportsTable([document], in: LinkingMachine()).diagnostics().joined()
        #expect(found.filter { $0.rule.code == "EXP019" }.map(\.severity) == severities)
    }

    private func findings(_ text: String, _ code: String) -> [Diagnostic] {
        ExportsDocument(SourceFile(name: "exports", text: text)).diagnostics().filter { $0.rule.code == code }
    }
}

/// A machine with the directory `/srv/nfs4` and a link to it.
private struct LinkingMachine: ExportsEnvironment {
    func target(of path: [UInt8]) -> ExportTarget { .directory(Array("/srv/nfs4".utf8)) }
    func host(named name: [UInt8]) -> ResolvedHost? { nil }
}
