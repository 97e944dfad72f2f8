import Foundation
import LDAPEntries
import LDAPTestSupport
import ProcessTestSupport
import Testing

/// Generated files, as the programs that read them take them.
@Suite struct GenerateCommandTests {
    private static let users = [
        TemporarySite.User(name: "alice", uidNumber: 10_001),
        TemporarySite.User(name: "bob", uidNumber: 10_002),
    ]
    private static let listing = [
        "clients = [\"10.0.0.0/8\"]": "clients = [\"127.0.0.1\"]\nlayout = \"each\"\nfsid = \"stable\"",
        "[automount]": "[automount]\nlayout = \"explicit\"",
    ]

    @Test func `reads the accounts from LDAP for a layout that lists homes`() async throws {
        try await TemporarySite.with(Self.users) { site in
            try site.configure(Self.listing)
            let map = try await site.autohome("generate", "auto.home")
            #expect(map.status == 0, "\(map)")
            #expect(map.output.contains("\nalice -nosuid,nodev nfs.example.org:/srv/home/alice\nbob "))
            let exports = try await site.autohome("generate", "exports")
            #expect(
                exports.output.contains(
                    "\n/srv/home/alice 127.0.0.1(fsid=385dd048-f883-5862-a5af-fe27071d340a,rw,"
                )
            )
            let unknown = try await site.autohome("generate", "auto.master", "--schema", "rfc2307")
            #expect(unknown.status == 64)
        }
    }

    @Test func `leaves refused accounts out and ends with status 1`() async throws {
        try await TemporarySite.with(Self.users + [TemporarySite.User(name: "..", uidNumber: 10_003)]) {
            site in
            try site.configure(Self.listing)
            let map = try await site.autohome("generate", "auto.home")
            #expect(map.status == 1)
            #expect(map.output.split(separator: "\n").count == 4)
        }
    }

    @Test func `keeps the lines of a home until the home itself is removed`() async throws {
        try await TemporarySite.with(Self.users) { site in
            try site.configure(Self.listing)
            #expect(try await site.autohome("sync").status == 0)
            let files = ["etc/exports", "etc/auto.home", "etc/auto.master"]
            let before = try files.map(site.read)
            try site.configure(
                Self.listing.merging(["bind = ": "users.filter = \"(uid=nobody)\"\nbind = "]) { $1 }
            )
            let second = try await site.autohome("sync")
            // Nobody is shown, and homes have no account.
            #expect(second.status == 1, "\(second)")
            #expect(try files.map(site.read) == before)
            try FileManager.default.removeItem(atPath: site.root + "/srv/home/bob")
            #expect(try await site.autohome("sync").status == 1)
            #expect(
                try site.read("etc/auto.home")
                    == before[1].split(separator: "\n", omittingEmptySubsequences: false)
                    .filter { !$0.hasPrefix("bob") }.joined(separator: "\n")
            )
            #expect(try !site.read("etc/exports").contains("/srv/home/bob"))
        }
    }

    @Test func `refuses a saved plan that would drop the line of an existing home`() async throws {
        try await TemporarySite.with(Self.users) { site in
            try site.configure(Self.listing)
            let plan = site.root + "/plan.json"
            #expect(try await site.autohome("plan", "--out", plan).status == 0)
            #expect(try await site.autohome("sync", "--plan", plan).status == 0)
            #expect(try site.read("etc/auto.home").contains("bob"))
            try FileManager.default.moveItem(atPath: site.root + "/srv/home/bob", toPath: site.root + "/bob")
            try site.configure(
                Self.listing.merging(["bind = ": "users.filter = \"(uid=alice)\"\nbind = "]) { $1 }
            )
            #expect(try await site.autohome("plan", "--out", plan).status == 0)
            try FileManager.default.moveItem(atPath: site.root + "/bob", toPath: site.root + "/srv/home/bob")
            let late = try await site.autohome("sync", "--plan", plan)
            #expect(late.status == 2)
            #expect(late.error.contains("would lose the line of /srv/home/bob"), "\(late.error)")
        }
    }

    @Test func `reports a master map drop-in that is not included or comes too late`() async throws {
        try await TemporarySite.with(Self.users) { site in
            let drop = "/etc/auto.master.d/autohome.autofs"
            try site.configure(["[automount]": "[automount]\nmaster = \"\(drop)\""])
            try FileManager.default.createDirectory(
                atPath: site.root + "/etc/auto.master.d",
                withIntermediateDirectories: true
            )
            try site.write("etc/auto.master", "/net -hosts\n")
            let alone = try await site.autohome("plan")
            #expect(alone.status == 1)
            #expect(alone.output.contains("+dir:/etc/auto.master.d"), "\(alone)")
            try site.write("etc/auto.master", "/net -hosts\n+dir:/etc/auto.master.d\n")
            #expect(try await site.autohome("sync").status == 0)
            #expect(try site.read("etc/auto.master.d/autohome.autofs").contains("/home /etc/auto.home\n"))
            try site.write("etc/auto.master", "/home /etc/auto.other\n+dir:/etc/auto.master.d\n")
            let taken = try await site.autohome("plan")
            #expect(taken.status == 1)
            #expect(taken.output.contains("/etc/auto.master:1:"), "\(taken)")
        }
    }

    @Test func `writes an exports drop-in, and reports an entry that conflicts with it`() async throws {
        try await TemporarySite.with(Self.users) { site in
            try site.configure(["[exports]": "[exports]\nfile = \"/etc/exports.d/autohome.exports\""])
            try FileManager.default.createDirectory(
                atPath: site.root + "/etc/exports.d",
                withIntermediateDirectories: true
            )
            #expect(try await site.autohome("sync").status == 0)
            #expect(try site.read("etc/exports.d/autohome.exports").contains("/srv/home 10.0.0.0/8("))
            try site.write("etc/exports", "/srv/home 10.0.0.0/8(ro)\n")
            let plan = try await site.autohome("plan")
            #expect(plan.status == 1)
            #expect(plan.output.contains("/etc/exports:1:"), "\(plan)")
        }
    }

    @Test(arguments: ["rfc2307bis", "rfc2307"], [false, true])
    func `generates LDIF that slapd accepts and returns unchanged`(schema: String, lists: Bool) async throws {
        try await TemporarySite.with(Self.users) { site in
            try site.configure(lists ? Self.listing : [:])
            let generated = try await site.autohome("generate", "ldif", "--schema", schema)
            #expect(generated.status == 0, "\(generated)")
            try site.write("maps.ldif", generated.output)
            let server = ["-x", "-H", site.slapd.ldapiURI]
            let identity = ["-D", site.slapd.rootDN, "-w", site.slapd.rootPassword]
            let added = try await Autohome.run(
                command: ["ldapadd"] + server + identity + ["-f", site.root + "/maps.ldif"]
            )
            #expect(added.status == 0, "\(added)")
            let filter =
                "(|(objectClass=automountMap)(objectClass=automount)(objectClass=nisMap)(objectClass=nisObject))"
            let found = try await Autohome.run(
                command: ["ldapsearch", "-LLL", "-b", site.slapd.suffix] + server + [filter]
            )
            let entries = try LDIFReader().entries(in: Array(found.output.utf8))
            #expect(entries == (try LDIFReader().entries(in: Array(generated.output.utf8))))
            #expect(entries.count == (lists ? 5 : 4))
        }
    }

    @Test func `generates exports that exportfs reads as configured`() async throws {
        try await TemporarySite.with(Self.users) { site in
            let clients =
                "clients = [\"192.0.2.1\", \"fd00::/32\", \"10.0.0.0/255.0.0.0\", \"@staff\"]\nlayout = \"each\"\n"
            let group = "[[exports.grants]]\nclients = [\"192.0.2.2\"]\noptions = [\"no_subtree_check\", "
            let flavors = "\"sec=krb5p\", \"rw\", \"sec=sys\", \"ro\"]\n"
            let fsid = "fsid = \"stable\"\n"
            try site.configure(["clients = [\"10.0.0.0/8\"]": clients + fsid + group + flavors])
            let generated = try await site.autohome("generate", "exports")
            #expect(generated.status == 0, "\(generated)")
            try site.write("table", generated.output)
            let script = """
                mount -t tmpfs none /var/lib/nfs && mount -t tmpfs none /srv && mkdir -p /srv/home/alice /srv/home/bob || exit 3
                touch /var/lib/nfs/etab && mount --bind "$1/table" /etc/exports || exit 4
                exportfs -ra && sort /var/lib/nfs/etab
                """
            let served = try await Autohome.run(
                command: ["unshare", "--mount", "--net", "sh", "-c", script, "sh", site.root]
            )
            #expect(served.status == 0, "\(served)")
            let lines = served.output.split(separator: "\n").map(String.init)
            let names = ["10.0.0.0/255.0.0.0", "192.0.2.1", "192.0.2.2", "@staff", "fd00::/32"]
            let asked = ["alice", "bob"].flatMap { home in names.map { "/srv/home/\(home)\t\($0)" } }
            #expect(Set(lines.map { String($0.prefix { $0 != "(" }) }) == Set(asked))
            #expect(
                lines.filter { $0.hasPrefix("/srv/home/alice\t") }.allSatisfy {
                    $0.contains("fsid=385dd048-f883-5862-a5af-fe27071d340a")
                }
            )
            let grouped = lines.filter { $0.contains("192.0.2.2") }
            #expect(
                grouped.allSatisfy {
                    $0.contains(",sec=krb5p,rw,") && $0.contains(",sec=sys,ro,")
                },
                "\(grouped)"
            )
        }
    }

    @Test func `generates exports that NFS-Ganesha accepts and offers`() async throws {
        try await TemporarySite.with(Self.users) { site in
            let home = site.root + "/srv/home"
            try site.configure(Self.listing.merging(["root = \"/srv/home\"": "root = \"\(home)\""]) { $1 })
            for name in ["alice", "bob"] {
                try FileManager.default.createDirectory(
                    atPath: "\(home)/\(name)",
                    withIntermediateDirectories: true
                )
            }
            let generated = try await site.autohome("generate", "ganesha")
            #expect(generated.status == 0, "\(generated)")
            let core = """
                NFS_CORE_PARAM {
                    NFS_Protocols = 3, 4; NFS_Port = 12049; MNT_Port = 12020; Enable_NLM = false; Enable_RQUOTA = false;
                }

                """
            try site.write("ganesha.conf", core + generated.output)
            let script = """
                cd "$1" && mount -t tmpfs none /run && mkdir -p /run/ganesha /run/rpcbind && ip link set lo up || exit 3
                rpcbind -f & ganesha.nfsd -F -L "$PWD/log" -f "$PWD/ganesha.conf" -p /run/ganesha/pid &
                tries=0
                until rpcinfo -t 127.0.0.1 100005 3 >/dev/null 2>&1; do
                    tries=$((tries + 1)); test $tries -lt 300 || exit 4; sleep 0.1
                done
                "$2" probe 127.0.0.1 --format json; grep -E 'CONFIG :(CRIT|WARN)' log >&2; exit 0
                """
            let offered = try await Autohome.run(command: [
                "unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c",
                NFSGanesha.requirement + script, "sh",
                site.root, Autohome.path,
            ])
            try #require(offered.status == 0, "\(offered)")
            #expect(!offered.error.contains("ganesha.conf"), "\(offered.error)")
            let exports = try #require(try offered.json()["exports"] as? [[String: Any]])
            #expect(
                exports.compactMap { $0["path"] as? String }.sorted() == ["\(home)/alice", "\(home)/bob"]
            )
        }
    }
}
