import HostFiles
import MountMaps
import Testing

@Suite struct `Netgroups are read as glibc reads them` {
    private static let text = """
        a ( FOUR.example.test , u, d)
        b b2 b3
        b2 b (x,,)
        b3 (y,,) \\
        (four,,)
        c (,u,)
        d # (four,,)
        e (x
        e (four,,)
        f (x,,
        g (broken (four,,)
        h (four,,)
         i (four,,)
        j (-,,)
        l
        k nosuch (four,,)
        """

    @Test(arguments: [
        ("four", ["b", "b3", "b2", "c", "d", "h", "k"]), ("FOUR.EXAMPLE.TEST", ["a", "c"]),
        ("x", ["b", "b2", "c"]), ("broken", ["c", "g"]), ("-", ["c", "j"]), ("anything", ["c"]),
    ])
    func `finds the netgroups that contain a host, directly or by inclusion`(host: String, groups: [String]) {
        let found = NetgroupTable(Array(Self.text.utf8)).groups(of: Array(host.utf8))
        #expect(Set(found.map { String(decoding: $0, as: UTF8.self) }) == Set(groups))
    }

    @Test(arguments: [
        ("a", true), ("b", true), ("c", true), ("e", false), ("l", false), ("i", false), ("nosuch", false),
        ("g", true), ("", false), ("A", false),
    ])
    func `reports whether a netgroup has any hosts`(group: String, hasHosts: Bool) {
        #expect(NetgroupTable(Array(Self.text.utf8)).hasHosts(Array(group.utf8)) == hasHosts)
    }

    @Test func `ignores a last netgroup line of only a name without a line feed`() {
        #expect(NetgroupTable(Array("l\n".utf8)).defines(Array("l".utf8)))
        #expect(!NetgroupTable(Array("l".utf8)).defines(Array("l".utf8)))
    }

    @Test func `finds the netgroups of a host in a circle of 100,000 groups`() {
        let lines = (0..<100_000).map { "g\($0) g\(($0 + 1) % 100_000)" } + ["g5x (h,,)", "g7 (h,,)"]
        let table = NetgroupTable(Array((["g7 g8 (h,,)"] + lines).joined(separator: "\n").utf8))
        #expect(table.groups(of: Array("h".utf8)).count == 100_001)
    }
}
