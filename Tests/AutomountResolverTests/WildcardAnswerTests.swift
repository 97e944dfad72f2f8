import AutomountResolver
import RandomTestSupport
import Testing

/// A resolver that reuses the answer of a wildcard gives the same results as one that resolves each name.
@Suite struct WildcardAnswerTests {
    private static let pieces = [
        "&", "&", "srv:/home/&", "srv", "localhost:", ":/", ":", "/", " ", "-", "-ro", "-rw,&", "-fstype=",
        "nfs4",
        "bind", "&/&", "a,b:/x/&", "a(1),b(&):/", "(", ")", ",", "\"", "\\", "\\\\", "$", "${HOST}", "$USER",
        "#", "{",
        "}", " /sub ", " srv:/sub/&", "timeout=&", "file", "é", "10.0.0.1:/", "&:/home/&", ".", "_", "7",
        "\t",
        "stand1n_f0r_th3_n4m3",
    ]
    private static let names = [
        "alice", "bob", "a", "7", "007", "a.b", "x-y", "-x", "x-", ".x", "file", "ldap", "localhost",
        "10.0.0.1", "a b",
        "é", "a&b", "$x", "exact", "quoted", "*", "stand1n_f0r_th3_n4m3", "_", "a:b", "#x", "\"", "srv",
        String(repeating: "n", count: 70), "nested", "direct",
    ]
    private static let below = ["", "/", "/mail", "/mail/x", "/..", "/../bob", "/.", "//x", "/..x"]

    private static let options = ["", "", "-rw ", "-rw,& ", "-timeout=& ", "-fstype=& ", "-nfs4,x=& ", "-& "]
    private static let locations = [
        "srv:/home/&", "&:/home/&", "srv(&):/home/&", "srv:/h srv:/&", "srv:/& #&", "srv:/a",
        "/ srv:/& /s srv:/s",
    ]

    private static func entry(using random: inout SeededGenerator) -> String {
        if Int.random(in: 0..<3, using: &random) == 0 {
            // Entries in which the name affects more than the path, or in which expansion removes it.
            return (options.randomElement(using: &random) ?? "")
                + (locations.randomElement(using: &random) ?? "")
        }
        let plain = ["srv:/home/&", "-rw,soft srv:/home/&", "srv:/h/&/x"]
        let count = Int.random(in: 0...6, using: &random)
        if count == 0 { return plain.randomElement(using: &random) ?? "" }
        let start = Bool.random(using: &random) ? "srv:/home/&" : ""
        return start + (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    private static func client(using random: inout SeededGenerator) -> [String: String] {
        let masters = [
            "/home /etc/auto.home\n", "/home /etc/auto.home -ro,timeout=5 -DUSER=x\n",
            "/home/ /etc/auto.home\n",
            "//home /etc/auto.home\n", "/home /etc/auto.home\n/home/nested /etc/auto.home\n",
            "/home /etc/auto.home\n/- /etc/auto.direct\n",
            "/ho /etc/auto.home\n/home file:/etc/auto.home --nobind\n",
            "/home /etc/auto.home --symlink\n/./home /etc/auto.other\n",
            "/home multi:/etc/auto.other -- /etc/auto.home\n",
        ]
        let before = ["", "+auto.other\n", "exact -ro srv:/exact\n", "\"quoted\" srv:/q\n"].randomElement(
            using: &random
        )
        let direct = ["/home/direct srv:/d\n", "/data srv:/d\n", "/home srv:/d\n"].randomElement(
            using: &random
        )
        return [
            "/etc/auto.master": masters.randomElement(using: &random) ?? "",
            "/etc/auto.home": (before ?? "") + "* \(entry(using: &random))\n",
            "/etc/auto.other": "bob srv:/other/bob\n",
            "/etc/auto.direct": direct ?? "",
        ]
    }

    @Test(arguments: 0..<40) func `resolves random maps the same with and without reused wildcard answers`(
        seed: UInt64
    ) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<25 {
            let files = Self.client(using: &random)
            var facts = ResolverFacts()
            if Int.random(in: 0..<4, using: &random) == 0 { facts.mountFailures = [.source("srv:/home/bob")] }
            if Int.random(in: 0..<4, using: &random) == 0 { facts.hosts = ["srv": ["192.0.2.7"]] }
            if Int.random(in: 0..<8, using: &random) == 0 { facts.localAddresses = ["192.0.2.7/24"] }
            var learned = Resolver(source: FakeClient(files: files), facts: facts)
            let fresh = learned
            for _ in 0..<20 {
                let name = Self.names.randomElement(using: &random) ?? ""
                let path = "/home/" + name + (Self.below.randomElement(using: &random) ?? "")
                var other = fresh
                #expect(learned.resolve(path) == other.resolve(path), "seed \(seed): \(path) in \(files)")
            }
        }
    }

    @Test func `explains a reused wildcard answer with the same mounts`() {
        let files = ["/etc/auto.master": "/home /etc/auto.home\n", "/etc/auto.home": "* -rw srv:/home/&/x\n"]
        var resolver = Resolver(source: FakeClient(files: files))
        for name in ["alice", "bob", "carol"] {
            let answer = resolver.resolve("/home/\(name)/mail")
            #expect(answer.mounts == resolver.explain("/home/\(name)/mail").mounts)
            #expect(answer.mounts.map(\.mountPoint) == ["/home/\(name)"])
            #expect(answer.mounts.map(\.source) == ["srv:/home/\(name)/x"])
        }
    }
}
