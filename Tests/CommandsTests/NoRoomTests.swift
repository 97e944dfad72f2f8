import Foundation
import Testing

/// Homes that cannot be made, and those that are served all the same.
@Suite struct NoRoomTests {
    private let ann = TemporarySite.User(name: "ann", uidNumber: 10_001)
    private let ben = TemporarySite.User(name: "ben", uidNumber: 10_002)

    /// Lists each home in the exports and in the map.
    private func listEachHome(_ site: TemporarySite) throws {
        try site.configure([
            "clients = [\"10.0.0.0/8\"]": "clients = [\"10.0.0.0/8\"]\nlayout = \"each\"",
            "server = \"nfs.example.org\"": "server = \"nfs.example.org\"\nlayout = \"explicit\"",
        ])
    }

    private func exported(_ site: TemporarySite) throws -> [String] {
        try site.read("etc/exports").split(separator: "\n").filter { $0.hasPrefix("/srv/home") }
            .map { String($0.prefix { $0 != " " }) }
    }

    private func makeHome(_ site: TemporarySite, _ user: TemporarySite.User) throws {
        try FileManager.default.createDirectory(
            atPath: site.root + "/srv/home/" + user.name,
            withIntermediateDirectories: false,
            attributes: [.ownerAccountID: user.uidNumber]
        )
    }

    @Test(arguments: ["ENOSPC", "EROFS", "EDQUOT"], [false, true])
    func `exports the homes that are there when no more can be begun`(error: String, listing: Bool)
        async throws
    {
        try await TemporarySite.with([ann, ben]) { site in
            if listing { try listEachHome(site) }
            try makeHome(site, ann)
            let result = try await Autohome.run(command: [
                "strace", "-f", "-qq", "-o", site.root + "/trace", "-e", "trace=mkdirat", "-e",
                "inject=mkdirat:error=\(error)", Autohome.path, "sync", "--root", site.root,
            ])
            #expect(result.status == 2, "\(result)")
            #expect(result.error.contains("make a stage for new homes in"), "\(result.error)")
            #expect(try site.read("trace").contains("(INJECTED)"))
            #expect(try site.homes() == ["ann"])
            #expect(try exported(site) == [listing ? "/srv/home/ann" : "/srv/home"])
            #expect(try site.read("etc/auto.home").contains("ben") == false)
            try await site.expect(0, "sync")
            #expect(try exported(site) == (listing ? ["/srv/home/ann", "/srv/home/ben"] : ["/srv/home"]))
        }
    }

    @Test(arguments: ["size=1m,nr_inodes=1000", "size=8m,nr_inodes=40"])
    func `lists only the homes that fit on the disk`(options: String) async throws {
        let users = (0..<40).map { TemporarySite.User(name: "user\($0)", uidNumber: 10_000 + $0) }
        try await TemporarySite.with(users) { site in
            try listEachHome(site)
            try site.write("etc/skel/large", String(repeating: "x", count: 64 * 1024))
            let script = """
                mount -t tmpfs -o \(options),mode=755 tmpfs "$2/srv/home" && "$1" home accept-root --root "$2" || exit 9
                "$1" sync --root "$2"; status=$?
                cd "$2/srv/home" && ls -d user* | sed 's,^,/srv/home/,' >"$2/made"
                exit $status
                """
            let result = try await Autohome.run(
                command: ["unshare", "--mount", "sh", "-c", script, "sh", Autohome.path, site.root]
            )
            #expect(result.status == 2, "\(result)")
            let made = try site.read("made").split(separator: "\n").map(String.init)
            #expect((1..<40).contains(made.count))
            #expect(try exported(site).sorted() == made.sorted())
            #expect(result.output.contains("homes: \(made.count) made"), "\(result)")
        }
    }

    @Test func `exports existing homes on a disk without any room`() async throws {
        try await TemporarySite.with([ann, ben]) { site in
            let script = """
                mount -t tmpfs -o size=1m,mode=755 tmpfs "$2/srv/home" && "$1" home accept-root --root "$2" || exit 9
                mkdir "$2/srv/home/ann" && chown 10001 "$2/srv/home/ann"
                dd if=/dev/zero of="$2/srv/home/ann/full" bs=4k 2>/dev/null
                "$1" sync --root "$2"
                """
            let result = try await Autohome.run(
                command: ["unshare", "--mount", "sh", "-c", script, "sh", Autohome.path, site.root]
            )
            #expect(result.status == 2, "\(result)")
            #expect(try exported(site) == ["/srv/home"])
        }
    }
}
