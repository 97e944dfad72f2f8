import Foundation
import LDAPTestSupport
import Testing

/// Mounts on the homes root and on homes, each in a mount namespace of its own.
@Suite struct HomesOnMountsTests {
    private let ann = TemporarySite.User(name: "ann", uidNumber: 10_001)
    private let ben = TemporarySite.User(name: "ben", uidNumber: 10_002)

    /// Runs a shell script in a new mount namespace; `$A` is the program and `$R` the root of the site.
    private func shell(_ site: TemporarySite, _ script: String) async throws -> Autohome.Result {
        let text = "A=$1 R=$2; sync() { \"$A\" sync --root \"$R\"; }; plan() { \"$A\" plan --root \"$R\"; }\n"
        return try await Autohome.run(
            command: ["unshare", "--mount", "sh", "-c", text + script, "sh", Autohome.path, site.root]
        )
    }

    private func autofs(on place: String) -> String {
        """
        mkfifo "$R/pipe" && exec 3<>"$R/pipe" &&
        mount -t autofs -o fd=3,pgrp=$$,minproto=5,maxproto=5,indirect /etc/auto.site "$R/\(place)" || exit 9

        """
    }

    @Test(arguments: ["srv/home", "srv"], ["plan", "sync", "\"$A\" home accept-root --root \"$R\""])
    func `makes nothing where automount of this machine has mounted itself`(
        place: String,
        command: String
    ) async throws {
        try await TemporarySite.with([ann]) { site in
            let result = try await shell(site, autofs(on: place) + command)
            #expect(result.status == (command.contains("accept-root") ? 2 : 1), "\(result)")
            let text = result.output + result.error
            #expect(text.contains("\(place), where automount of this machine mounts"), "\(text)")
            #expect(text.contains("/etc/auto.site"))
            #expect(!FileManager.default.fileExists(atPath: site.root + "/etc/exports"))
            #expect(try site.homes() == [])
        }
    }

    @Test func `makes homes beside a mount point of automount`() async throws {
        try await TemporarySite.with([ann]) { site in
            try FileManager.default.createDirectory(
                atPath: site.root + "/home",
                withIntermediateDirectories: false
            )
            let result = try await shell(site, autofs(on: "home") + "sync")
            #expect(result.status == 0, "\(result)")
            #expect(try site.homes() == ["ann"])
        }
    }

    @Test(arguments: [
        ["etc/auto.master": "/srv /etc/auto.srv\n", "etc/auto.srv": "* nfs:/x/&\n"],
        ["etc/auto.master": "/srv/home /etc/auto.srv\n", "etc/auto.srv": "* nfs:/x/&\n"],
        [
            "etc/auto.master": "+/etc/site\n", "etc/site": "/- /etc/direct\n",
            "etc/direct": "/srv/home nfs:/x\n",
        ],
    ])
    func `makes nothing where the master map of this machine has a mount point`(files: [String: String])
        async throws
    {
        try await TemporarySite.with([ann]) { site in
            for (name, text) in files { try site.write(name, text) }
            let before = try await site.snapshot()
            for command in ["plan", "sync"] {
                let result = try await site.autohome(command)
                #expect(result.status == 1, "\(result)")
                #expect(result.output.contains("a mount point in the master map of this machine"))
            }
            let after = try await site.snapshot()
            #expect(after == before)
        }
    }

    @Test(arguments: [false, true])
    func `writes the line of the homes root itself only for other machines`(hasAutomount: Bool) async throws {
        try await TemporarySite.with([ann]) { site in
            try site.configure(["root = \"/srv/home\"": "root = \"/srv/home\"\nprefix = \"/srv/home\""])
            try await change(site, home: "/srv/home/ann")
            if hasAutomount {
                try FileManager.default.createDirectory(
                    atPath: site.root + "/usr/sbin",
                    withIntermediateDirectories: true
                )
                try site.write("usr/sbin/automount", "")
            }
            for _ in 0..<2 { try await site.expect(hasAutomount ? 1 : 0, "sync") }
            #expect(try site.homes() == (hasAutomount ? [] : ["ann"]))
        }
    }

    private func change(_ site: TemporarySite, home: String) async throws {
        let ldif = """
            dn: cn=ann 10001,dc=example,dc=org
            changetype: modify
            replace: homeDirectory
            homeDirectory: \(home)

            """
        let result = try await Autohome.run(command: [
            "ldapmodify", "-x", "-D", site.slapd.rootDN, "-w", site.slapd.rootPassword, "-H",
            site.slapd.ldapiURI, "-f", try site.slapd.secretFile(ldif, name: "change.ldif"),
        ])
        #expect(result.status == 0, "\(result)")
    }

    @Test func `names a home that is a mount point, and leaves it alone`() async throws {
        try await TemporarySite.with([ann, ben]) { site in
            let script = """
                sync >/dev/null || exit 9
                mount -t tmpfs -o mode=0711,uid=10001,gid=4 volume "$R/srv/home/ann" || exit 9
                sync || exit 8
                stat -c '%a %u:%g' "$R/srv/home/ann"; ls -A "$R/srv/home/ann"
                """
            let result = try await shell(site, script)
            #expect(result.status == 0, "\(result)")
            #expect(
                result.output.contains("is a mount point of its own, and sync leaves it alone: ann")
            )
            #expect(result.output.hasSuffix("711 10001:4\n"), "\(result.output)")
            let records = try String(
                contentsOfFile: site.root + "/srv/home/.autohome/mounts/ann",
                encoding: .utf8
            )
            #expect(records == "autohome mount 1\ntype tmpfs\nsource volume\n")
        }
    }

    @Test(arguments: ["true", "rmdir \"$R/srv/home/ann\""])
    func `says that it cannot look at a home that is not mounted, and serves the others`(
        afterwards: String
    ) async throws {
        try await TemporarySite.with([ann, ben]) { site in
            try site.configure([
                "server = \"nfs.example.org\"": "server = \"nfs.example.org\"\nlayout = \"explicit\""
            ])
            let script = """
                mkdir "$R/srv/home/ann"
                mount -t tmpfs -o uid=10001 volume "$R/srv/home/ann" && sync >/dev/null || exit 9
                umount "$R/srv/home/ann" && \(afterwards)
                rm -r "$R/srv/home/ben"
                plan; echo "plan: $?"
                sync
                """
            let result = try await shell(site, script)
            #expect(result.status == 2, "\(result)")
            #expect(result.output.contains("plan: 2"), "\(result.output)")
            #expect(result.error.contains("/srv/home/ann was a mount point of its own (tmpfs volume)"))
            #expect(result.error.contains(".autohome/mounts/ann"))
            #expect(try site.homes() == (afterwards == "true" ? ["ann", "ben"] : ["ben"]))
            #expect(try site.read("etc/auto.home").contains("\nann "))
        }
    }

    @Test func `takes a home for a plain directory once its mount record is removed`() async throws {
        try await TemporarySite.with([ann]) { site in
            let script = """
                mkdir "$R/srv/home/ann" && mount -t tmpfs -o uid=10001 volume "$R/srv/home/ann" || exit 9
                sync >/dev/null || exit 9
                umount "$R/srv/home/ann"; chown 10001 "$R/srv/home/ann"
                rm "$R/srv/home/.autohome/mounts/ann"; sync
                """
            let result = try await shell(site, script)
            #expect(result.status == 0, "\(result)")
        }
    }

    @Test func `says before anything is done that an NFS client is the wrong place`() async throws {
        try await TemporarySite.with([ann]) { site in
            // The program sees a table of mounts in which the homes root comes from a file server.
            let script = """
                { cat /proc/$$/mountinfo; echo "9999 1 0:99 / $(realpath "$R")/srv/home rw - nfs4 nas:/vol/home rw"; } \
                    >"$R/mountinfo"
                mount --bind "$R/mountinfo" /proc/$$/mountinfo && exec "$A" plan --root "$R"
                """
            let result = try await shell(site, script)
            #expect(result.status == 1, "\(result)")
            #expect(result.output.contains("is mounted by NFS from nas:/vol/home"), "\(result.output)")
            #expect(result.output.contains("run autohome on the file server"))
        }
    }
}
