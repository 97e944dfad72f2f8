import Foundation
import LDAPTestSupport
import ProcessTestSupport
import Testing

@Suite struct SyncCommandTests {
    private let alice = TemporarySite.User(name: "alice", uidNumber: 10_001)
    private let bob = TemporarySite.User(name: "bob", uidNumber: 10_002)

    @Test func `creates homes, maps and exports, and changes nothing in a second run`() async throws {
        try await TemporarySite.with([alice, bob]) { site in
            let first = try await site.autohome("sync")
            #expect(first.status == 0, "\(first)")
            #expect(try site.homes() == ["alice", "bob"])
            #expect(try site.owner(of: "srv/home/alice") == [10_001, 100, 0o700])
            #expect(try site.owner(of: "srv/home/alice/.profile")[0] == 10_001)
            #expect(
                try site.read("etc/exports").contains("\n/srv/home 10.0.0.0/8(rw,sync,no_subtree_check)\n")
            )
            #expect(try site.read("etc/auto.master").contains("/home"))
            #expect(try site.read("etc/auto.home").contains("nfs.example.org:/srv/home/&"))
            let before = try await site.snapshot()
            let second = try await site.autohome("sync")
            #expect(second.status == 0)
            let after = try await site.snapshot()
            #expect(after == before)
        }
    }

    @Test func `plan shows the changes and makes none`() async throws {
        try await TemporarySite.with([alice]) { site in
            let before = try await site.snapshot()
            let plan = try await site.autohome("plan")
            #expect(plan.status == 0)
            #expect(plan.output.contains("+ /srv/home/alice  10001:100"))
            #expect(plan.output.contains("+++ /etc/exports"))
            let after = try await site.snapshot()
            #expect(after == before)
        }
    }

    @Test(arguments: [
        (
            [TemporarySite.User(name: "../etc", uidNumber: 10_003, home: "/home/x")],
            "the name \"../etc\" contains '/'"
        ),
        ([TemporarySite.User(name: "carol", uidNumber: 10_003, home: "/home/../etc")], "must be /home/NAME"),
        (
            [TemporarySite.User(name: "carol", uidNumber: 10_003, home: "/users/carol")],
            "is not below \"/home\""
        ),
        ([TemporarySite.User(name: "carol", uidNumber: 7)], "is reserved or not within 1000...60000"),
        (
            [
                TemporarySite.User(name: "carol", uidNumber: 10_003),
                TemporarySite.User(name: "dave", uidNumber: 10_003),
            ],
            "both claim the uid number 10003"
        ),
    ])
    func `names refused accounts and creates the homes of the others`(
        users: [TemporarySite.User],
        message: String
    )
        async throws
    {
        try await TemporarySite.with([alice] + users) { site in
            let result = try await site.autohome("sync")
            #expect(result.status == 1)
            #expect(result.output.contains(message), "\(result.output)")
            #expect(try site.homes() == ["alice"])
        }
    }

    @Test func `does not take over a home that belongs to another user`() async throws {
        try await TemporarySite.with([alice]) { site in
            try FileManager.default.createDirectory(
                atPath: site.root + "/srv/home/alice",
                withIntermediateDirectories: false
            )
            let result = try await site.autohome("sync")
            #expect(result.status == 1)
            #expect(result.output.contains("belongs to uid 0, not to alice's 10001"))
            #expect(try site.owner(of: "srv/home/alice")[0] == 0)
        }
    }

    @Test(arguments: [
        (["ldapi": "ldapi://%2Fnowhere"], "cannot be reached"),
        (["dc=example,dc=org": "dc=example,dc=com"], "dc=example,dc=com"),
        (["skel": "skel2"], "skel2"),
        (["root = \"/srv/home\"": "root = \"/srv/homes\""], "/srv/homes"),
        (["root = \"/srv/home\"": "root = \"/etc/skel/.profile\""], "/etc/skel/.profile"),
        (["root = \"/srv/home\"": "root = \"/srv/home\"\nsentinel = \".mounted\""], ".mounted"),
        (["10.0.0.0/8": "10.0.0.0/8 (rw)"], "cannot be written as a client"),
    ])
    func `reports a setup that cannot work, and changes nothing`(changes: [String: String], message: String)
        async throws
    {
        try await TemporarySite.with([alice]) { site in
            var changes = changes
            if let uri = changes.removeValue(forKey: "ldapi") { changes[site.slapd.ldapiURI] = uri }
            if let skeleton = changes.removeValue(forKey: "skel") {
                changes["root = \"/srv/home\""] = "root = \"/srv/home\"\nskeleton = \"/etc/\(skeleton)\""
            }
            try site.configure(changes)
            let before = try await site.snapshot()
            for command in ["plan", "sync"] {
                let result = try await site.autohome(command)
                #expect(result.status == 2, "\(result)")
                #expect(result.error.contains(message), "\(result.error)")
            }
            let after = try await site.snapshot()
            #expect(after == before)
        }
    }

    @Test func `reports a wrong LDAP password, and changes nothing`() async throws {
        try await TemporarySite.with([alice]) { site in
            let password = try site.slapd.secretFile("wrong\n")
            let bind =
                "bind = \"simple\"\nbind_dn = \"\(site.slapd.rootDN)\"\npassword_file = \"\(password)\""
            try site.configure(["bind = \"anonymous\"": bind])
            let result = try await site.autohome("sync")
            #expect(result.status == 2)
            #expect(result.error.contains("invalidCredentials (49)"), "\(result.error)")
            #expect(!result.error.contains("\"wrong\""))
            #expect(try site.homes() == [])
        }
    }

    @Test(arguments: ["", "\npage_size = 5"])
    func `fails when the LDAP server cuts the result short`(paging: String) async throws {
        var options = SlapdOptions()
        options.sizeLimit = 10
        let users = (0..<20).map { TemporarySite.User(name: "user\($0)", uidNumber: 10_000 + $0) }
        try await TemporarySite.with(users, options: options) { site in
            try site.configure(["bind = \"anonymous\"": "bind = \"anonymous\"\(paging)"])
            let before = try await site.snapshot()
            let result = try await site.autohome("sync")
            #expect(result.status == 2)
            #expect(result.error.contains("limit"), "\(result)")
            let after = try await site.snapshot()
            #expect(after == before)
        }
    }

    @Test func `reads all accounts page by page with page_size`() async throws {
        try await TemporarySite.with(
            (0..<20).map { TemporarySite.User(name: "user\($0)", uidNumber: 10_000 + $0) }
        ) { site in
            try site.configure(["bind = \"anonymous\"": "bind = \"anonymous\"\npage_size = 5"])
            let result = try await site.autohome("sync")
            #expect(result.status == 0, "\(result)")
            #expect(try site.homes().count == 20)
        }
    }

    @Test func `leaves no half-made home when killed, and completes in the next run`() async throws {
        let users = (0..<300).map { TemporarySite.User(name: "user\($0)", uidNumber: 10_000 + $0) }
        try await TemporarySite.with(users) { site in
            let broken = """
                find "$1" -mindepth 1 -maxdepth 1 -name 'user*' | while read -r home; do
                    test -s "$home/.profile" && test "$(stat -c %a "$home")" = 700 || echo "$home"
                done
                """
            for delay in [10, 20, 30, 40, 50, 60, 80, 100, 130] {
                let run = try ChildProcess(
                    [Autohome.path, "sync", "--root", site.root],
                    output: site.slapd.directoryPath + "/killed"
                )
                try await Task.sleep(for: .milliseconds(delay))
                run.signal(SIGKILL)
                _ = await run.ended()
                let found = try await Autohome.run(command: [
                    "sh", "-c", broken, "sh", site.root + "/srv/home",
                ])
                #expect(found.output == "")
            }
            let last = try await site.autohome("sync")
            #expect(last.status == 0, "\(last)")
            #expect(try Set(site.homes()) == Set(users.map(\.name)))
        }
    }

    @Test func `names a drop-in that already uses the mount point, and does the rest`() async throws {
        try await TemporarySite.with([alice]) { site in
            try FileManager.default.createDirectory(
                atPath: site.root + "/etc/auto.master.d",
                withIntermediateDirectories: false
            )
            try site.write("etc/auto.master", "+dir:/etc/auto.master.d\n")
            try site.write("etc/auto.master.d/x.autofs", "# other\n/home /etc/auto.other\n")
            let result = try await site.autohome("sync")
            #expect(result.status == 1)
            #expect(result.output.contains("/etc/auto.master.d/x.autofs:2:"), "\(result)")
            #expect(try site.read("etc/auto.master") == "+dir:/etc/auto.master.d\n")
            #expect(try site.homes() == ["alice"])
        }
    }

    @Test func `succeeds when two syncs run at the same time`() async throws {
        let users = (0..<200).map { TemporarySite.User(name: "user\($0)", uidNumber: 10_000 + $0) }
        try await TemporarySite.with(users) { site in
            let first = try await site.autohome("sync")
            #expect(first.status == 0)
            for user in users {
                try FileManager.default.removeItem(atPath: "\(site.root)/srv/home/\(user.name)")
            }
            async let left = site.autohome("sync")
            async let right = site.autohome("sync")
            for result in try await [left, right] {
                #expect(result.status == 0, "\(result)")
            }
            #expect(try Set(site.homes()) == Set(users.map(\.name)))
        }
    }

    @Test func `serves as many users as fit on the disk, and leaves no half-made home`() async throws {
        try await TemporarySite.with(
            (0..<40).map { TemporarySite.User(name: "user\($0)", uidNumber: 10_000 + $0) }
        ) { site in
            try site.write("etc/skel/large", String(repeating: "x", count: 64 * 1024))
            let script = """
                mount -t tmpfs -o size=1m,mode=755 tmpfs "$2/srv/home" && "$1" home accept-root --root "$2" &&
                    "$1" sync --root "$2"; status=$?
                find "$2/srv/home" -mindepth 1 -maxdepth 1 -name 'user*' | while read -r home; do
                    test "$(stat -c %s "$home/large")" = 65536 || echo "broken $home"
                done
                exit $status
                """
            let result = try await Autohome.run(
                command: ["unshare", "--mount", "sh", "-c", script, "sh", Autohome.path, site.root]
            )
            #expect(result.status == 2)
            #expect(result.error.contains("of them fit; free space"), "\(result)")
            #expect(result.output.contains("made home user"), "\(result)")
            #expect(!result.output.contains("broken"))
            #expect(try site.read("etc/exports").contains("/srv/home"))
        }
    }
}
