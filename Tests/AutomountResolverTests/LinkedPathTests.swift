import AutomountResolver
import Testing

/// Symbolic links on the way to a mount point.
@Suite struct LinkedPathTests {
    private static func resolve(
        _ path: String,
        _ links: [String: String],
        master: String = "/net/home /etc/auto.home\n/- /etc/auto.direct\n"
    ) -> Resolution {
        let files = [
            "/etc/auto.master": master, "/etc/auto.home": "* srv:/home/&\n",
            "/etc/auto.direct": "/srv/data srv:/data\n",
        ]
        var resolver = Resolver(source: FakeClient(files: files, links: links))
        return resolver.explain(path)
    }

    @Test(arguments: [
        ("/home/alice", ["/home": "net/home"], "/net/home/alice"),
        ("/home/alice", ["/home": "/net/home"], "/net/home/alice"),
        ("/users/alice", ["/users": "u", "/u": "../../net/./home"], "/net/home/alice"),
        ("/a/b/alice", ["/a/b": "../net/home"], "/net/home/alice"),
        ("/data", ["/data": "/srv/data"], "/srv/data"),
        ("/home/alice", ["/home": "net/home", "/net/home": "/elsewhere"], "/net/home/alice"),
    ]) func `a link that leads to a mount point is followed`(
        path: String,
        links: [String: String],
        place: String
    ) {
        let resolution = Self.resolve(path, links)
        #expect(resolution.mounts.map(\.mountPoint) == [place], "\(resolution)")
        #expect(resolution.trace.contains { $0.rule == .link && $0.after == place })
    }

    @Test(arguments: [
        ["/home": "/elsewhere"], ["/home": "home"], ["/home": "/users", "/users": "/home"], [:],
    ]) func `a path whose links lead to no mount point is below none`(links: [String: String]) {
        #expect(Self.resolve("/home/alice", links).failure?.code == .noMountPoint)
    }

    @Test func `nothing below a mount point is looked at`() {
        let links = ["/net/home/alice": "/elsewhere"]
        #expect(Self.resolve("/net/home/alice/x", links).mounts.map(\.mountPoint) == ["/net/home/alice"])
    }
}
