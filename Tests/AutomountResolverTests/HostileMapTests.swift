import AutomountResolver
import Testing

/// Maps with include loops, or of extreme size.
@Suite struct HostileMapTests {
    @Test func `reports an include loop after sixteen levels of includes`() {
        let files = [
            "/etc/auto.master": "/home auto.a\n",
            "/etc/auto.a": "+auto.b\nx srv:/x\n",
            "/etc/auto.b": "+auto.a\n",
        ]
        var resolver = Resolver(source: FakeClient(files: files))
        let failure = resolver.resolve("/home/x").failure
        #expect(failure?.code == .includeLoop)
        #expect(failure?.file == "/etc/auto.a")
        #expect(failure?.line == 1)
    }

    @Test func `skips an include of the map's own file and reads on`() {
        let home = "+file:/etc/auto.home\nx srv:/x\n"
        #expect(FakeClient.resolve("/home/x", home: home).mounts.map(\.source) == ["srv:/x"])
        #expect(FakeClient.resolve("/home/y", home: home).failure?.code == .noSuchKey)
    }

    @Test func `reads each map once when 16 levels include the next 1,000 times each`() {
        var files = ["/etc/auto.master": "/home auto.0\n"]
        for level in 0..<16 {
            files["/etc/auto.\(level)"] = String(repeating: "+auto.\(level + 1)\n", count: 1_000)
        }
        files["/etc/auto.16"] = "deep srv:/deep\n"
        var resolver = Resolver(source: FakeClient(files: files))
        #expect(resolver.resolve("/home/none").failure?.code == .noSuchKey)
        #expect(resolver.resolve("/home/deep").mounts.map(\.source) == ["srv:/deep"])
    }

    @Test func `stops when master maps include each other`() {
        let files = [
            "/etc/auto.master": "+auto.more\n+auto.master\n/home auto.home\n",
            "/etc/auto.more": String(repeating: "+auto.master\n+auto.more\n", count: 1_000),
            "/etc/auto.home": "x srv:/x\n",
        ]
        var resolver = Resolver(source: FakeClient(files: files))
        #expect(resolver.resolve("/home/x").mounts.map(\.source) == ["srv:/x"])
    }

    @Test(arguments: [
        ("/home auto.home -rw=\n+auto.more\n/x auto.home\n", "/x auto.home\n"),
        ("+auto.more\n/x auto.home\n", "/home auto.home 5\n"),
    ]) func `ignores everything after a syntax error in a master map`(master: String, more: String) {
        let files = ["/etc/auto.master": master, "/etc/auto.more": more, "/etc/auto.home": "k srv:/k\n"]
        var resolver = Resolver(source: FakeClient(files: files))
        #expect(resolver.resolve("/x/k").failure?.code == .noMountPoint)
    }

    @Test func `reports a map that mounts itself when the path is used up`() {
        let path = "/home" + String(repeating: "/d", count: 2_000)
        let resolution = FakeClient.resolve(path, home: "* -fstype=autofs file:/etc/auto.home\n")
        #expect(resolution.mounts.isEmpty)
        #expect(resolution.failure?.code == .noKey)
        #expect(resolution.failure?.message.contains("mounts itself") == true)
        #expect(resolution.trace.count <= 500)
    }

    @Test(arguments: [254, 4_000, 10_000, 1_000_000])
    func `refuses a name longer than the kernel allows, with a short message`(count: Int) {
        let name = String(repeating: "k", count: count)
        let files = ["/etc/auto.master": "/home /etc/auto.home\n", "/etc/auto.home": "* srv:/home/&\n"]
        var resolver = Resolver(source: FakeClient(files: files))
        #expect(resolver.resolve("/home/alice").failure == nil)
        let resolution = resolver.resolve("/home/" + name)
        #expect(resolution.failure?.code == .noSuchKey)
        #expect(resolution.failure?.message.contains("bytes") == true)
        #expect((resolution.failure?.message.utf8.count ?? 0) < 300)
    }

    @Test func `resolves a deep path quickly despite 5,000 direct keys with dots`() {
        let keys = (0..<5_000).map { "/q/./b\($0) srv:/x\n" }.joined()
        let files = ["/etc/auto.master": "/- /etc/auto.direct\n", "/etc/auto.direct": keys]
        var resolver = Resolver(source: FakeClient(files: files))
        let path = String(repeating: "/a", count: 2_000)
        #expect(resolver.resolve(path).failure?.code == .noMountPoint)
        #expect(resolver.resolve("/q/b7").mounts.map(\.mountPoint) == ["/q/./b7"])
    }

    @Test(arguments: [Int.min, -1, .max])
    func `orders servers without overflow for extreme delays and weights`(delay: Int) {
        var facts = ResolverFacts()
        facts.hosts = ["a": ["192.0.2.1"], "b": ["192.0.2.2"]]
        facts.servers = ["192.0.2.1": .init(delay: delay), "192.0.2.2": .init(delay: 1)]
        facts.localAddresses = ["192.0.2.9/999"]
        let home = "x a(2147483647),b:/x\n"
        let files = ["/etc/auto.master": "/home /etc/auto.home\n", "/etc/auto.home": home]
        var resolver = Resolver(source: FakeClient(files: files), facts: facts)
        #expect(resolver.explain("/home/x").mounts.count == 1)
    }

    @Test func `summarises the trace of a map with 20,000 includes`() {
        let home = String(repeating: "+auto.gone\n", count: 20_000) + "* srv:/home/&\n"
        let resolution = FakeClient.resolve("/home/x", home: home)
        #expect(resolution.mounts.map(\.source) == ["srv:/home/x"])
        let steps = resolution.trace.filter { $0.rule == .includeWithoutKey }
        #expect(steps.count == 100)
        #expect(steps.last?.detail?.contains("19900 more") == true)
    }

    @Test(arguments: [
        "&", "$a", "\"", "\\", ":/", ": ", "-", " -a", "a:/b ", "/o s:/x ", "\"\" ", ",", "(", "${",
    ])
    func `either resolves or refuses an entry that repeats one piece`(piece: String) {
        let entry = String(repeating: piece, count: 16_000 / piece.utf8.count)
        let resolution = FakeClient.resolve("/home/k", home: "k \(entry)\n")
        #expect(resolution.mounts.count <= 1)
        #expect((resolution.failure == nil) != resolution.mounts.isEmpty)
    }
}
