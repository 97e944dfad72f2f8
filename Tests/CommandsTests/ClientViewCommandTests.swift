import Foundation
import Testing

/// What `resolve` knows of the client: its users, the arguments of automount, where its files are.
@Suite struct ClientViewCommandTests {
    private static func resolve(_ files: [String: String], _ arguments: [String]) async throws
        -> Autohome.Result
    {
        var result: Autohome.Result?
        try await TemporaryRoot.with(files) { root in
            result = try await Autohome.run(["resolve", "--root", root.path] + arguments)
        }
        return try #require(result)
    }

    private static let map = [
        "etc/auto.master": "/m /etc/auto.m\n",
        "etc/auto.m": "* server:/$USER/$UID/$GID/$GROUP/$HOME\n",
    ]

    @Test func `a group without a name leaves the other variables of a user`() async throws {
        let passwd = ["etc/passwd": "alice:x:1001:1002::/home/alice:/bin/sh\n"]
        let result = try await Self.resolve(Self.map.merging(passwd) { $1 }, ["/m/a", "--user", "alice"])
        #expect(result.output.contains("server:/alice/1001/1002///home/alice"), "\(result)")
    }

    @Test func `root is root where no passwd says so`() async throws {
        let result = try await Self.resolve(Self.map, ["/m/a"])
        #expect(result.status == 0 && result.output.contains("server:/root/0/0/root//root"), "\(result)")
    }

    @Test func `a user whom no passwd knows is an error for a name and a warning for a number`() async throws
    {
        let name = try await Self.resolve(Self.map, ["/m/a", "--user", "alice"])
        #expect(name.status == 2 && name.error.contains("there is no account \"alice\""), "\(name)")
        let number = try await Self.resolve(Self.map, ["/m/a", "--user", "1001"])
        #expect(number.status == 0 && number.error.contains("no account has the number 1001"), "\(number)")
    }

    @Test(arguments: [
        ("etc/default/autofs", #"OPTIONS="-DSITE=east --timeout 900""#, "server:/east/alice", ""),
        ("etc/sysconfig/autofs", #"OPTIONS="-D SITE=east -O ro""#, "server:/east/alice", "ro"),
        ("etc/default/autofs", "OPTIONS='--define=SITE=east /etc/auto.other'", "server:/other/alice", ""),
        ("etc/default/autofs", "#OPTIONS=\"-DSITE=east\"\n", "server://alice", ""),
    ]) func `the arguments of automount in the file of its service hold`(
        file: String,
        line: String,
        source: String,
        options: String
    ) async throws {
        let files = [
            "etc/auto.master": "/home /etc/auto.home\n", "etc/auto.home": "* server:/$SITE/&\n",
            "etc/auto.other": "/home /etc/auto.more\n", "etc/auto.more": "* server:/other/&\n",
            file: line + "\n",
        ]
        let result = try await Self.resolve(files, ["/home/alice"])
        #expect(result.status == 0 && result.output.contains("← \(source) "), "\(result)")
        #expect(result.output.contains(" -o \(options)") != options.isEmpty, "\(result)")
        let asked = try await Self.resolve(files, ["/home/alice", "--define", "SITE=west"])
        #expect(!asked.output.contains("/east/"), "\(asked)")
    }

    @Test func `other distributions have the settings of the service and the maps elsewhere`() async throws {
        let redHat = [
            "etc/sysconfig/autofs": "MASTER_MAP_NAME=\"/etc/auto.master.site\"\n",
            "etc/auto.master": "/wrong /etc/auto.wrong\n", "etc/auto.master.site": "/home auto.home\n",
            "etc/auto.home": "* server:/home/&\n",
        ]
        let arch = [
            "etc/autofs/auto.master": "/home auto.home\n", "etc/autofs/auto.home": "* server:/home/&\n",
            "etc/autofs/autofs.conf": "[ autofs ]\nbrowse_mode = no\n",
        ]
        for files in [redHat, arch] {
            let result = try await Self.resolve(files, ["/home/alice"])
            #expect(result.status == 0 && result.output.contains("server:/home/alice"), "\(result)")
        }
        try await TemporaryRoot.with(arch) { root in
            let result = try await root.check()
            #expect(result.output.contains("2 files checked"), "\(result)")
        }
    }

    @Test func `a home behind a link is that of the mount point to which the link leads`() async throws {
        let files = [
            "etc/auto.master": "/net/home /etc/auto.home\n",
            "etc/auto.home": "* -nosuid,nodev server:/home/&\n",
            "etc/passwd": "alice:x:2001:100::/home/alice:/bin/bash\nbob:x:2002:100::/users/bob:/bin/bash\n",
            "usr/kept": "", "root/kept": "",
        ]
        try await TemporaryRoot.with(files) { root in
            let link = root.path + "/home"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "net/home")
            let result = try await Autohome.run(["resolve", "--root", root.path, "/home/alice"])
            #expect(
                result.status == 0 && result.output.contains("/net/home/alice ← server:/home/alice"),
                "\(result)"
            )
            let check = try await root.check()
            #expect(
                !check.output.contains("alice\" does not exist") && check.output.contains("/users/bob"),
                "\(check)"
            )
        }
    }
}
