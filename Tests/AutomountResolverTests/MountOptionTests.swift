import AutomountResolver
import Testing

/// Options and hosts as automount 5.1.8 takes them.
@Suite struct MountOptionTests {
    private static func resolve(
        _ path: String,
        _ files: [String: String],
        hosts: [String: [String]]? = nil
    ) -> Resolution {
        var facts = ResolverFacts()
        facts.autofsVersion = .release518
        facts.hosts = hosts
        var resolver = Resolver(source: FakeClient(files: files), facts: facts)
        return resolver.resolve(path)
    }

    @Test(arguments: [("strictexpire", [""]), ("strictexpire,ro", ["ro"]), ("ro,strictexpire", ["ro", ""])])
    func `strictexpire is for the submount and not for the mounts below it`(
        options: String,
        expected: [String]
    ) {
        let files = [
            "/etc/auto.master": "/home /etc/auto.home\n",
            "/etc/auto.home": "a -fstype=autofs,\(options) file:/etc/auto.sub\n",
            "/etc/auto.sub": "* srv:/sub/&\n",
        ]
        let mount = Self.resolve("/home/a/x", files).mounts.first
        #expect(mount?.source == "srv:/sub/x")
        #expect(mount?.options == (expected == [""] ? [] : expected))
    }

    @Test func `a host in brackets has the addresses of its name`() {
        let files = [
            "/etc/auto.master": "/home /etc/auto.home\n", "/etc/auto.home": "a [server]:/a\nb [gone]:/b\n",
        ]
        let hosts = ["server": ["192.0.2.9"]]
        #expect(Self.resolve("/home/a", files, hosts: hosts).mounts.map(\.source) == ["[server]:/a"])
        #expect(Self.resolve("/home/b", files, hosts: hosts).failure?.code == .noHost)
    }

    @Test func `symlink makes a link of a bind mount in an indirect map alone`() {
        let files = [
            "/etc/auto.master": "/home /etc/auto.home\n/- /etc/auto.direct\n",
            "/etc/auto.home": "a -fstype=bind,symlink :/srv/a\n",
            "/etc/auto.direct": "/data -fstype=bind,symlink :/srv/data\n",
        ]
        #expect(Self.resolve("/home/a", files).mounts.map(\.type) == ["symlink"])
        let direct = Self.resolve("/data", files).mounts
        #expect(direct.map(\.type) == ["bind"] && direct.map(\.options) == [["symlink"]])
    }
}
